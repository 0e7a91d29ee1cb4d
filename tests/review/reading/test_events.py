"""What an event says of a conversation."""

from __future__ import annotations

import pytest

from madoguchi.store.amendments import Json
from review.queue.reasons import Reason, priority, reasons
from review.reading.events import Opinion, Replied, Said, happening
from tests.review.bot import opinion, replied, said


def message(**more: object) -> Said:
    found = happening(1, "c", {"timestamp": 1.0} | said("電話", **more))  # type: ignore[arg-type]
    assert isinstance(found, Said)
    return found


def test_a_message_has_what_was_understood_and_the_runner_up() -> None:
    found = message(intent="hotline_cost", confidence=0.7, runner_up=0.2, masked=["my_number"], known_as="m1")
    assert (found.intent, found.confidence) == ("hotline_cost", 0.7)
    assert (found.runner_up, found.runner_up_confidence) == ("faq_penalties", 0.2)
    assert (found.masked, found.known_as, found.channel) == (["my_number"], "m1", "website")
    assert not found.is_button


def test_a_button_is_no_text() -> None:
    assert message(is_button=True).is_button


def test_a_reply_has_its_source_and_its_buttons() -> None:
    found = happening(2, "c", {"timestamp": 1.0} | replied("9:30から", "hotline_hours", language="zh"))
    assert isinstance(found, Replied)
    assert (found.answers, found.locale) == ("hotline_hours", "zh-Hans")
    assert found.beside == {"passages": ["P26"], "buttons": ["more"]}


def test_an_opinion_names_its_message() -> None:
    assert happening(3, "c", opinion("m1", False, "違う")) == Opinion(3, "c", "m1", False, "違う")


@pytest.mark.parametrize(
    "data",
    [
        {"event": "action", "name": "action_listen"},
        {"event": "slot", "name": "language", "value": "ja"},
        {"event": "slot", "name": "feedback", "value": None},
        {"event": "session_started"},
        {},
    ],
    ids=str,
)
def test_what_only_the_bot_has_a_use_for_is_left_out(data: Json) -> None:
    assert happening(4, "c", data) is None


@pytest.mark.parametrize("data", [{"event": "user"}, {"event": "bot"}, {"event": "user", "parse_data": None}], ids=str)
def test_an_event_with_nothing_in_it_is_still_a_message(data: Json) -> None:
    assert happening(5, "c", data) is not None


WHY = [
    # nothing to look at
    ({"confidence": 0.9, "runner_up": 0.05}, Reason(0)),
    ({"confidence": 0.5, "runner_up": 0.45, "is_button": True}, Reason(0)),
    ({"intent": "human_handoff"}, Reason(0)),
    # something to look at
    ({"confidence": 0.5, "runner_up": 0.45}, Reason.LOW_MARGIN),
    ({"intent": "nlu_fallback", "confidence": 0.4, "runner_up": 0.39}, Reason.FELL_BACK),
    ({"intent": "human_handoff", "after": "hotline_cost"}, Reason.HANDOFF_AFTER_ANSWER),
    ({"intent": "not_helpful"}, Reason.NOT_HELPFUL),
    ({"intent": "not_helpful", "after": "hotline_cost"}, Reason.NOT_HELPFUL | Reason.HANDOFF_AFTER_ANSWER),
]


@pytest.mark.parametrize(("given", "expected"), WHY, ids=str)
def test_a_message_says_why_it_deserves_eyes(given: dict[str, object], expected: Reason) -> None:
    assert reasons(message(**given)) == expected


def test_what_a_resident_disliked_comes_before_all_the_rest() -> None:
    everything_else = Reason.NOT_HELPFUL | Reason.HANDOFF_AFTER_ANSWER | Reason.FELL_BACK | Reason.LOW_MARGIN
    assert priority(Reason.DISLIKED) > priority(everything_else) > priority(Reason.FELL_BACK) > priority(Reason(0)) == 0
