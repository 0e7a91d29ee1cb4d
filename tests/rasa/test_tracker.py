"""Our tracker is Rasa's in everything but its cost."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.rasa.tracker import Tracker

from .conftest import answered, known, said

LISTEN = ActionExecuted("action_listen")
TURN: list[Event] = [said("hello"), *known(language="en"), ActionExecuted("utter_greet"), answered(), LISTEN]

HISTORIES: dict[str, list[Event]] = {
    "nothing": [],
    "a turn": [LISTEN, *TURN],
    "two sessions": [SessionStarted(), LISTEN, *TURN, SessionStarted(), *known(language="ko"), LISTEN, *TURN],
    "a restart": [LISTEN, *TURN, Restarted(), LISTEN],
    "an action taken back": [LISTEN, *TURN, ActionReverted()],
    "words taken back": [LISTEN, *TURN, *TURN, UserUtteranceReverted()],
    "a form": [LISTEN, *TURN, ActiveLoop("form"), ActionExecuted("form"), *TURN, ActionExecuted("form")],
    "an action that is to follow": [LISTEN, *TURN, FollowupAction("utter_greet")],
    "a pause": [LISTEN, *TURN, ConversationPaused()],
    "slots reset": [LISTEN, *TURN, AllSlotsReset()],
}
EACH = pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES.keys())


def both(domain: Domain, history: list[Event]) -> tuple[Tracker, DialogueStateTracker]:
    ours, theirs = (kind.from_events("someone", history, domain.slots) for kind in (Tracker, DialogueStateTracker))
    return ours, theirs


def state(tracker: DialogueStateTracker) -> dict[str, object]:
    paused, follows, latest = tracker.is_paused(), tracker.followup_action, tracker.latest_bot_utterance
    return tracker.current_state() | {"paused": paused, "follows": follows, "said": latest and latest.as_dict()["text"]}


@EACH
def test_the_events_that_count_are_the_same(domain: Domain, history: list[Event]) -> None:
    ours, theirs = both(domain, history)
    assert ours.applied_events() == theirs.applied_events()


@EACH
def test_a_copy_is_as_if_all_had_happened_to_it(domain: Domain, history: list[Event]) -> None:
    ours, theirs = both(domain, history)
    assert ours.copy() == theirs.copy()
    assert state(ours.copy()) == state(theirs.copy())


def test_what_happens_to_a_copy_does_not_happen_to_the_tracker(domain: Domain) -> None:
    tracker, _ = both(domain, HISTORIES["a form"])
    before, events = state(tracker), len(tracker.events)
    made = tracker.copy()
    made.update_with_events([SlotSet("language", "pt"), ActionExecuted("utter_greet"), ActiveLoop(None)], domain)
    made.reject_action("form")
    assert (state(tracker), len(tracker.events)) == (before, events)
