"""Counting the sums of a day from its conversations and messages."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Case, Count, F, Q, Value, When
from django.db.models.functions import ExtractHour

from madoguchi.hotline.schedule import Schedule
from review.conversations.intents import content
from review.conversations.models import FALLBACK, Author, Conversation, Message
from review.figures.models import ConversationSum, HourSum, IntentSum, Stale
from review.reading.models import Position

OUTSIDE = "out_of_scope"
MEASURES = ("messages", "typed", "fallbacks", "outside", "helpful", "unhelpful")
CHUNK = 100


@cache
def schedule() -> Schedule:
    """The hotline's hours, and the time zone that they are told in."""
    return Schedule.from_facts(content().facts.model_dump(by_alias=True))


def day_of(moment: dt.datetime) -> dt.date:
    """The day that it was in Japan."""
    return schedule().local(moment).date()


def mark(days: Iterable[dt.date]) -> None:
    """These days are to be counted again; to be called in the transaction that changes something in them."""
    Stale.objects.bulk_create(Stale(day=day) for day in sorted(set(days)))


def refresh(patience: float = float("inf")) -> int:
    """Counts the days that are marked, latest first, for so many seconds; how many were counted."""
    deadline = time.monotonic() + patience
    count = 0
    while time.monotonic() < deadline and (marked := Stale.objects.order_by("-day").first()):
        with transaction.atomic():
            # Of two that count at once, the second waits here: the row is there since something was read.
            list(Position.objects.select_for_update())
            _count_again(marked.day)
        count += 1
    return count


def _count_again(day: dt.date) -> None:
    seen = list(Stale.objects.filter(day=day).values_list("pk", flat=True))
    Stale.objects.filter(pk__in=seen).delete()
    for model in (HourSum, IntentSum, ConversationSum):
        model.objects.filter(day=day).delete()
    _count_messages(day)
    _count_conversations(day)


def bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The day's first moment, and that of the next."""
    local = schedule()
    return local.moment(day, dt.time()), local.moment(day + dt.timedelta(days=1), dt.time())


def _cells(day: dt.date) -> Iterable[Mapping[str, Any]]:
    """One statement for the smallest cells that anything is counted in."""
    start, end = bounds(day)
    return (
        Message.objects.filter(author=Author.RESIDENT, at__gte=start, at__lt=end)
        .values("language", "intent", channel=F("conversation__channel"), is_open=_is_open(day), hour=_hour())
        .annotate(
            messages=Count("pk"),
            typed=Count("pk", filter=Q(is_button=False)),
            liked=Count("pk", filter=Q(helpful=True)),
            disliked=Count("pk", filter=Q(helpful=False)),
        )
    )


def _count_messages(day: dt.date) -> None:
    """The cells, added up both ways."""
    hours: dict[tuple[Any, ...], Counter[str]] = {}
    intents: Counter[tuple[str, str, str]] = Counter()
    for cell in _cells(day):
        place = cell["language"], cell["channel"]
        hour = hours.setdefault((*place, cell["hour"], cell["is_open"]), Counter(dict.fromkeys(MEASURES, 0)))
        hour.update(_measured(cell))
        understood = (*place, cell["intent"])
        intents[understood] += cell["messages"]
    _write_hours(day, hours)
    found = [
        IntentSum(day=day, language=language, channel=channel, intent=intent, messages=count)
        for (language, channel, intent), count in intents.items()
    ]
    IntentSum.objects.bulk_create(found, batch_size=CHUNK)


def _measured(cell: Mapping[str, Any]) -> dict[str, int]:
    measured = {"messages": cell["messages"], "typed": cell["typed"]}
    measured |= {"helpful": cell["liked"], "unhelpful": cell["disliked"]}
    measured["fallbacks"] = cell["typed"] if cell["intent"] == FALLBACK else 0
    measured["outside"] = cell["typed"] if cell["intent"] == OUTSIDE else 0
    return measured


def _write_hours(day: dt.date, hours: dict[tuple[Any, ...], Counter[str]]) -> None:
    found = [
        HourSum(day=day, language=language, channel=channel, hour=hour, is_open=is_open, **measured)
        for (language, channel, hour, is_open), measured in hours.items()
    ]
    HourSum.objects.bulk_create(found, batch_size=CHUNK)


def _count_conversations(day: dt.date) -> None:
    start, end = bounds(day)
    began = Conversation.objects.filter(started__gte=start, started__lt=end)
    cells = began.values("language", "channel", "outcome").annotate(conversations=Count("pk"))
    ConversationSum.objects.bulk_create([ConversationSum(day=day, **cell) for cell in cells], batch_size=CHUNK)


def _hour() -> ExtractHour:
    return ExtractHour("at", tzinfo=schedule().timezone)


def _is_open(day: dt.date) -> Any:
    hours = schedule().hours_on(day)
    if hours.open is None or hours.close is None:
        return Value(False, output_field=BooleanField())
    opens, closes = schedule().moment(day, hours.open), schedule().moment(day, hours.close)
    return Case(When(at__gte=opens, at__lt=closes, then=True), default=False, output_field=BooleanField())
