"""The sentences about the hours in each language: `content/hours/<language>.yml`, read and checked.

No figure may stand in them: hours and closed days come from `content/facts.yml` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from madoguchi.content.schema import Strict
from madoguchi.hotline.calendar import PUBLIC_HOLIDAYS
from madoguchi.hotline.files import load_folder

_DIGIT = re.compile(r"\d")


def holds(*needed: str) -> AfterValidator:
    """The check that a phrase has exactly these placeholders, and no figures."""

    def check(phrase: str) -> str:
        if wrong := list(_faults(phrase, frozenset(needed))):
            raise ValueError("; ".join(wrong))
        return phrase

    return AfterValidator(check)


class Patterns(Strict):
    """How dates are written, as CLDR patterns: `d MMMM` is 29 November."""

    date: Annotated[str, holds()]
    weekday: Annotated[str, holds()]
    dated: Annotated[str, holds()]
    short: Annotated[str, holds()]


class DayNames(Strict):
    """What stands for {day} at the head of a sentence."""

    today: Annotated[str, holds("date")]
    tomorrow: Annotated[str, holds("date")]
    other: Annotated[str, holds("date")]


class Moments(Strict):
    """What stands for {next}: a time on a day."""

    today: Annotated[str, holds("time")]
    tomorrow: Annotated[str, holds("date", "time")]
    other: Annotated[str, holds("date", "time")]


class ClassNames(Strict):
    """What stands for {days} at the head of a sentence."""

    weekday: Annotated[str, holds()]
    saturday: Annotated[str, holds()]
    sunday: Annotated[str, holds()]
    weekend: Annotated[str, holds()]
    holiday: Annotated[str, holds()]


class Sentences(Strict):
    """The sentences of which an answer is made."""

    day_hours: Annotated[str, holds("day", "open", "close")]
    holiday_hours: Annotated[str, holds("day", "holiday", "open", "close")]
    day_closed: Annotated[str, holds("day", "from", "to")]
    class_hours: Annotated[str, holds("days", "open", "close")]
    period_closed: Annotated[str, holds("from", "to")]
    open_now: Annotated[str, holds("close")]
    closed_now: Annotated[str, holds()]
    answered_at: Annotated[str, holds("time", "close")]
    not_answered_at: Annotated[str, holds("time")]
    next_opening: Annotated[str, holds("next")]
    weekly: Annotated[str, holds("weekday_open", "weekday_close", "holiday_open", "holiday_close", "from", "to")]


def _each_holiday(names: dict[str, str]) -> dict[str, str]:
    if names.keys() != PUBLIC_HOLIDAYS.keys():
        wrong = sorted(names.keys() ^ PUBLIC_HOLIDAYS.keys())
        raise ValueError(f"missing or unknown: {', '.join(wrong)}")
    return names


class Phrases(Strict):
    """All that is said about the hours in one language."""

    between: Annotated[str, holds()]
    patterns: Patterns
    day: DayNames
    moment: Moments
    classes: ClassNames
    holidays: Annotated[dict[str, Annotated[str, holds()]], AfterValidator(_each_holiday)]
    sentences: Sentences


def load_phrases(folder: Path) -> dict[str, Phrases]:
    """The phrases of each language, from `content/hours/`; all faults of all files in one error."""
    return load_folder(folder, Phrases)


def _faults(phrase: str, needed: frozenset[str]) -> Iterator[str]:
    used = {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}
    yield from (f"{{{name}}} is missing" for name in sorted(needed - used))
    yield from (f"{{{name}}} is unknown" for name in sorted(used - needed))
    if _DIGIT.search(phrase):
        yield f"{phrase!r} holds a figure, which belongs in content/facts.yml"
