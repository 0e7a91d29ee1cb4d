"""The sums of a period, added up by what a figure asks for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum as Total

from review.conversations.models import Outcome
from review.figures.figure import Unit, percent, share, shown
from review.figures.models import ConversationSum, HourSum, IntentSum, Sum
from review.figures.period import Period
from review.figures.sums import MEASURES

Bars = dict[Any, list[int]]
"""For each value of a dimension, one number a bar of the chart."""


def along_time(period: Period, model: type[Sum], dimension: str, measure: str) -> Bars:
    """A measure for each value of a dimension, bar by bar."""
    found = period.of(model).values_list("day", dimension).annotate(Total(measure))
    return _bars(period, ((day, value, count) for day, value, count in found))


def measures_along_time(period: Period, *measures: str) -> Bars:
    """Several measures of messages, bar by bar."""
    found = period.of(HourSum).values("day").annotate(**{f"all_{name}": Total(name) for name in measures})
    rows: list[dict[str, Any]] = list(found)  # type: ignore[arg-type]
    return _bars(period, ((row["day"], name, row[f"all_{name}"]) for row in rows for name in measures))


def by_hour(period: Period) -> dict[bool, list[int]]:
    """Messages of each hour of the day, by whether the hotline was open."""
    counts = {True: [0] * 24, False: [0] * 24}
    for is_open, hour, count in period.of(HourSum).values_list("is_open", "hour").annotate(Total("messages")):
        counts[is_open][hour] = count
    return counts


def by_intent(period: Period) -> list[tuple[str, int]]:
    """How often each intent was understood, the most frequent first."""
    found = period.of(IntentSum).values_list("intent").annotate(count=Total("messages"))
    return list(found.order_by("-count", "intent"))


@dataclass(frozen=True)
class Headline:
    """What a period comes to."""

    conversations: int
    answered: int
    handed_off: int
    messages: int
    typed: int
    fallbacks: int
    outside: int
    helpful: int
    unhelpful: int
    while_closed: int
    """Messages sent while the hotline was closed."""

    @property
    def answered_share(self) -> float | None:
        return share(self.answered, self.conversations)

    @property
    def fallback_share(self) -> float | None:
        return share(self.fallbacks, self.typed)

    @property
    def helpful_share(self) -> float | None:
        return share(self.helpful, self.helpful + self.unhelpful)

    @property
    def closed_share(self) -> float | None:
        return share(self.while_closed, self.messages)

    @property
    def said(self) -> dict[str, str]:
        """As the page writes them."""
        counts = {name: shown(getattr(self, name), Unit.COUNT) for name in ("conversations", "messages")}
        names = ("answered", "fallbacks", "helpful", "closed")
        shares = (self.answered_share, self.fallback_share, self.helpful_share, self.closed_share)
        return counts | {name: percent(one) for name, one in zip(names, shares, strict=True)}


def headline(period: Period) -> Headline:
    outcomes = dict(period.of(ConversationSum).values_list("outcome").annotate(Total("conversations")))
    measured = period.of(HourSum).aggregate(**{f"all_{name}": Total(name, default=0) for name in MEASURES})
    closed = period.of(HourSum).filter(is_open=False).aggregate(count=Total("messages", default=0))
    return Headline(
        conversations=sum(outcomes.values()),
        answered=outcomes.get(Outcome.ANSWERED, 0),
        handed_off=outcomes.get(Outcome.HANDED_OFF, 0),
        while_closed=closed["count"],
        **{name: measured[f"all_{name}"] for name in MEASURES},
    )


def _bars(period: Period, found: Any) -> Bars:
    places: dict[dt.date, int] = {bucket: place for place, bucket in enumerate(period.buckets)}
    bars: Bars = defaultdict(lambda: [0] * len(places))
    for day, value, count in found:
        bars[value][places[period.bucket(day)]] += count
    return dict(bars)
