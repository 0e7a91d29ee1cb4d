"""What was not understood or is not on the page, in groups, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from review.conversations.models import Message
from review.figures import quality, unanswered
from review.figures.period import Period
from tests.review.figures.conftest import Asked

NOVEMBER = Period.month(dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("given", "is_there"),
    [
        ({"intent": "nlu_fallback"}, True),
        ({"intent": "out_of_scope"}, True),
        ({"intent": "faq_penalties"}, False),
        ({"intent": "nlu_fallback", "is_unsent": True}, False),
        ({"intent": "out_of_scope", "is_button": True}, False),
        ({"intent": "nlu_fallback", "author": "bot"}, False),
        ({"intent": "nlu_fallback", "at": "2026-10-31T23:59:59"}, False),
        ({"intent": "nlu_fallback", "at": "2026-11-01T00:00:00"}, True),
        ({"intent": "nlu_fallback", "at": "2026-11-30T23:59:59"}, True),
        ({"intent": "nlu_fallback", "at": "2026-12-01T00:00:00"}, False),
    ],
    ids=str,
)
def test_only_what_was_not_answered_in_the_period_is_looked_at(
    asked: Asked, given: dict[str, str], is_there: bool
) -> None:
    asked(**{"at": "2026-11-10T12:00"} | given)
    assert unanswered.unanswered(NOVEMBER).looked_at == is_there


def test_groups_are_of_one_language_and_the_largest_is_first(asked: Asked) -> None:
    for text in ("駐車場はどこ", "カードをなくした", "カードをなくしました"):
        asked("2026-11-10T12:00", "out_of_scope", text=text)
    asked("2026-11-10T12:00", "out_of_scope", text="カードをなくした", language="zh")
    found = unanswered.unanswered(NOVEMBER).clusters
    assert [(one.size, one.language) for one in found] == [(2, "ja"), (1, "zh"), (1, "ja")]
    assert {one.text for one in found[0].messages} == {"カードをなくした", "カードをなくしました"}


@pytest.mark.parametrize(("kept", "count"), [({"language": "pt"}, 1), ({"channel": "line"}, 2), ({}, 3)], ids=str)
def test_groups_are_of_the_language_and_channel_asked_for(asked: Asked, kept: dict[str, str], count: int) -> None:
    asked("2026-11-10T12:00", "out_of_scope", language="pt")
    for _ in range(2):
        asked("2026-11-10T12:00", "out_of_scope", channel="line")
    period = Period(NOVEMBER.since, NOVEMBER.until, **kept)
    assert unanswered.unanswered(period).looked_at == count


def test_the_latest_are_looked_at_and_that_is_told(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "MOST", 2)
    texts = ["一番目の質問", "二番目です", "三つ目ですよ"]
    for text in texts:
        asked("2026-11-10T12:00", "out_of_scope", text=text)
    found = unanswered.unanswered(NOVEMBER)
    assert {message.text for one in found.clusters for message in one.messages} == set(texts[1:])
    assert quality.open_questions(found).total == "Only the latest 2 messages of the period were looked at."


def test_words_that_are_withdrawn_are_gone_although_the_grouping_is_remembered(asked: Asked) -> None:
    asked("2026-11-10T12:00", "out_of_scope", text="秘密です")
    asked("2026-11-10T12:01", "out_of_scope", text="公開です")
    assert unanswered.unanswered(NOVEMBER).looked_at == 2
    Message.objects.filter(text="秘密です").update(text="⟦unsent⟧", is_unsent=True)
    found = unanswered.unanswered(NOVEMBER)
    assert [message.text for one in found.clusters for message in one.messages] == ["公開です"]


def test_a_group_shows_three_different_wordings_at_most(asked: Asked) -> None:
    for ending in ("た", "た", "ました", "たようだ", "たかもしれない"):
        asked("2026-11-10T12:00", "out_of_scope", text=f"財布とカードをなくし{ending}")
    (group,) = unanswered.unanswered(NOVEMBER).clusters
    assert (group.size, len({one.text for one in group.examples}), len(group.examples)) == (5, 3, 3)
    assert group.examples[0].text == group.typical
