"""The sums of a day say what its messages say, and go on saying it when those change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db.models import Sum

from review.conversations.models import Conversation, Message
from review.figures.keeping import Counting
from review.figures.models import ConversationSum, HourSum, IntentSum, Stale
from review.figures.sums import MEASURES, day_of, mark, refresh
from tests.review.bot import Bot, opinion, replied, said
from tests.review.figures.conftest import Asked

Count = Callable[[], int]


def total(measure: str) -> int:
    return HourSum.objects.aggregate(all=Sum(measure, default=0))["all"]


@pytest.mark.parametrize(
    ("at", "day", "hour", "is_open"),
    [
        # a weekday: from 9:30 to 20:00
        ("2026-11-25T09:29:59", "2026-11-25", 9, False),
        ("2026-11-25T09:30:00", "2026-11-25", 9, True),
        ("2026-11-25T19:59:59", "2026-11-25", 19, True),
        ("2026-11-25T20:00:00", "2026-11-25", 20, False),
        # a day begins at midnight in Japan, which is three in the afternoon of the day before in UTC
        ("2026-11-25T00:00:00", "2026-11-25", 0, False),
        ("2026-11-25T23:59:59", "2026-11-25", 23, False),
        # a Saturday, and a public holiday on a Monday: to 17:30
        ("2026-11-21T17:29:59", "2026-11-21", 17, True),
        ("2026-11-21T17:30:00", "2026-11-21", 17, False),
        ("2026-11-23T18:00:00", "2026-11-23", 18, False),
        ("2026-11-24T18:00:00", "2026-11-24", 18, True),
        # closed over the year-end
        ("2026-12-29T12:00:00", "2026-12-29", 12, False),
        ("2027-01-03T12:00:00", "2027-01-03", 12, False),
        ("2027-01-04T12:00:00", "2027-01-04", 12, True),
    ],
)
def test_a_message_counts_in_its_hour_in_japan_and_by_whether_the_hotline_was_open(
    asked: Asked, count: Count, at: str, day: str, hour: int, is_open: bool
) -> None:
    asked(at)
    count()
    found = HourSum.objects.values_list("day", "hour", "is_open", "messages")
    assert list(found) == [(dt.date.fromisoformat(day), hour, is_open, 1)]


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({}, {"messages": 1, "typed": 1}),
        ({"is_button": True}, {"messages": 1}),
        ({"intent": "nlu_fallback"}, {"messages": 1, "typed": 1, "fallbacks": 1}),
        ({"intent": "out_of_scope"}, {"messages": 1, "typed": 1, "outside": 1}),
        ({"helpful": True}, {"messages": 1, "typed": 1, "helpful": 1}),
        ({"helpful": False}, {"messages": 1, "typed": 1, "unhelpful": 1}),
        ({"author": "bot"}, {}),
    ],
    ids=str,
)
def test_a_message_counts_as_what_it_is(
    asked: Asked, count: Count, given: dict[str, object], counted: dict[str, int]
) -> None:
    asked("2026-11-25T12:00", **given)  # type: ignore[arg-type]
    count()
    assert {name: number for name in MEASURES if (number := total(name))} == counted


def test_each_language_channel_intent_and_outcome_has_its_own_sum(asked: Asked, count: Count) -> None:
    asked("2026-11-25T12:00")
    asked("2026-11-25T12:10")
    asked("2026-11-25T12:20", "faq_penalties", channel="line")
    asked("2026-11-25T12:30", language="pt", outcome="handed_off")
    count()
    assert set(IntentSum.objects.values_list("language", "channel", "intent", "messages")) == {
        ("ja", "website", "hotline_hours", 2),
        ("ja", "line", "faq_penalties", 1),
        ("pt", "website", "hotline_hours", 1),
    }
    assert set(ConversationSum.objects.values_list("language", "channel", "outcome", "conversations")) == {
        ("ja", "website", "answered", 2),
        ("ja", "line", "answered", 1),
        ("pt", "website", "handed_off", 1),
    }


def test_a_conversation_over_midnight_counts_on_its_first_day_and_its_messages_on_their_own(
    asked: Asked, count: Count
) -> None:
    first = asked("2026-11-24T23:59")
    asked("2026-11-25T00:01", conversation=first.conversation)
    count()
    assert list(ConversationSum.objects.values_list("day", flat=True)) == [dt.date(2026, 11, 24)]
    assert sorted(HourSum.objects.values_list("day", flat=True)) == [dt.date(2026, 11, 24), dt.date(2026, 11, 25)]


def test_counting_again_comes_to_the_same(asked: Asked, count: Count) -> None:
    asked("2026-11-25T12:00")
    assert (count(), count()) == (1, 1)
    assert (total("messages"), Stale.objects.count(), refresh()) == (1, 0, 0)


def test_what_was_read_on_counts_and_what_comes_later_too(bot: Bot) -> None:
    bot.ask("c1", "一", known_as="m1")
    bot.read_on()
    refresh()
    assert (total("messages"), total("unhelpful")) == (1, 0)
    bot.turn("c1", opinion("m1", False))
    bot.turn("c1", said("人と話したい", "human_handoff"), replied("お電話で", handoff="asked"))
    bot.read_on()
    assert total("messages") == 1
    refresh()
    assert (total("messages"), total("unhelpful")) == (2, 1)
    assert list(ConversationSum.objects.values_list("outcome", "conversations")) == [("handed_off", 1)]


def test_what_was_deleted_counts_no_more(bot: Bot) -> None:
    bot.ask("c1", "一")
    bot.ask("c2", "二")
    bot.read_on()
    refresh()
    bot.purge("c1")
    bot.read_on()
    refresh()
    assert total("messages") == 1
    assert ConversationSum.objects.aggregate(all=Sum("conversations"))["all"] == 1


def test_a_day_that_is_marked_while_it_is_counted_is_counted_once_more(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a transaction that ends after the counting began."""
    from review.figures import sums

    day = day_of(asked("2026-11-25T12:00").at)
    mark([day])
    honest = sums._count_messages
    late = [day]

    def overtaken(counted: dt.date) -> None:
        honest(counted)
        if late:
            mark([late.pop()])

    monkeypatch.setattr(sums, "_count_messages", overtaken)
    assert (refresh(), total("messages")) == (2, 1)


def test_counting_stops_when_its_time_is_over_and_goes_on_later(asked: Asked) -> None:
    for day in ("2026-11-23", "2026-11-24"):
        mark([day_of(asked(f"{day}T12:00").at)])
    assert (refresh(patience=0), Stale.objects.count()) == (0, 2)
    assert (refresh(), Stale.objects.count()) == (2, 0)


def test_a_pause_counts_and_the_next_one_soon_after_does_not(asked: Asked) -> None:
    counting = Counting()
    mark([day_of(asked("2026-11-25T12:00").at)])
    counting.on_rested()
    mark([dt.date(2026, 11, 25)])
    counting.on_rested()
    assert (total("messages"), Stale.objects.count()) == (1, 1)


def test_what_was_read_before_there_were_figures_is_marked(asked: Asked) -> None:
    from importlib import import_module

    from django.apps import apps

    asked("2026-11-23T12:00")
    message = asked("2026-11-24T23:00")
    Conversation.objects.filter(pk=message.conversation_id).update(last=message.at + dt.timedelta(days=1))
    import_module("review.figures.migrations.0002_days_before").mark(apps, None)
    refresh()
    assert total("messages") == Message.objects.count() == 2
