"""What a figure consists of: a title, what it means, a chart's series, and the table that says the same."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal, format_percent

from review.conversations import intents

Interval = tuple[float, float]
SHORT, ROW, AROUND = 270, 26, 60
"""Pixels: the height of a chart along the time; of one bar with a name, and of what is around all of them."""
NARROW, WIDE = 560, 900
"""Pixels: of a chart beside another, and of one that has the page for itself."""


class Kind(enum.Enum):
    """How a chart is drawn."""

    STACKED = "stacked"
    """Counts upon each other, along the time."""
    SHARES = "shares"
    """Hundredths upon each other, along the time."""
    RANKED = "ranked"
    """One bar a name, the longest first."""
    INTERVALS = "intervals"
    """Hundredths, one bar a name, each with how sure it is."""


class Palette(enum.Enum):
    """Which colours the series have."""

    MANY = "many"
    JUDGED = "judged"
    """Good, bad, neither."""
    OPINIONS = "opinions"
    """Good, bad."""
    WRONG = "wrong"
    """Bad, not so good."""
    HOURS = "hours"


class Unit(enum.Enum):
    TEXT = "text"
    CODE = "code"
    """A name that the project's files have for something; no help on paper."""
    COUNT = "count"
    SHARE = "share"
    """From 0 to 1, or none where there is nothing to take a share of."""


@dataclass(frozen=True)
class Column:
    title: str
    unit: Unit = Unit.COUNT

    @property
    def is_number(self) -> bool:
        return self.unit in (Unit.COUNT, Unit.SHARE)


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[float | None]
    intervals: Sequence[Interval] = ()


@dataclass(frozen=True)
class Figure:
    """One figure. A row has one value for each column."""

    name: str
    title: str
    about: str
    kind: Kind
    labels: Sequence[str]
    series: Sequence[Series]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    palette: Palette = Palette.MANY
    total: str = ""
    """What it comes to, in one line."""
    width: int = NARROW

    @property
    def is_empty(self) -> bool:
        return not any(value for one in self.series for value in one.values)

    @property
    def height(self) -> int:
        """Of the chart, in pixels; rankings grow with what they rank."""
        return ROW * len(self.labels) + AROUND if self.is_ranked else SHORT

    @property
    def is_ranked(self) -> bool:
        return self.kind in (Kind.RANKED, Kind.INTERVALS)

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """The rows as a page writes them, each cell with whether it is a number."""
        return [
            [(shown(value, column.unit), column.is_number) for value, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return [(column.title, column.is_number) for column in self.columns]


def shown(value: Any, unit: Unit) -> str:
    """The value as staff read it."""
    if value is None:
        return "–"
    if unit is Unit.COUNT:
        return str(format_decimal(value, locale=intents.reading()))
    return percent(value) if unit is Unit.SHARE else str(value)


def percent(share: float | None) -> str:
    return "–" if share is None else str(format_percent(share, "0.0%", locale=intents.reading()))


def share(part: int, whole: int) -> float | None:
    """None where there is nothing to take a share of."""
    return part / whole if whole else None
