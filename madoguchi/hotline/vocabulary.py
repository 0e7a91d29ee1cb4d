"""The words of each language for days and times: `content/calendar/<language>.yml`, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from madoguchi.content.schema import Strict
from madoguchi.hotline.calendar import NAMED_DAYS
from madoguchi.hotline.files import load_folder
from madoguchi.hotline.notation import faults

RelativeDay = Literal["now", "today", "tomorrow", "day_after_tomorrow", "third_day"]
DayClass = Literal["weekday", "saturday", "sunday", "weekend", "holiday", "year_end"]


def _checked(template: str) -> str:
    if found := faults(template):
        raise ValueError("; ".join(found))
    return template


def _each_named_day(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    missing = [day for day in NAMED_DAYS if not names.get(day)]
    unknown = [day for day in names if day not in NAMED_DAYS]
    if missing or unknown:
        wrong = [*(f"{day} is missing" for day in missing), *(f"{day} is unknown" for day in unknown)]
        raise ValueError("; ".join(wrong))
    return names


def _a_week(days: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if len(days) not in (0, 7):
        raise ValueError(f"7 needed, {len(days)} given")
    return days


def _a_year(months: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if len(months) not in (0, 12):
        raise ValueError(f"12 needed, {len(months)} given")
    return months


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Template = Annotated[Word, AfterValidator(_checked)]
Words = tuple[Word, ...]
Templates = tuple[Template, ...]
Week = Annotated[tuple[Words, ...], AfterValidator(_a_week)]
"""Monday first; each day with all its names."""


class ClockWords(Strict):
    """Words around the time of day. Hints tell morning from evening anywhere in the message."""

    am: Words
    pm: Words
    night: Words
    am_hints: Words = ()
    pm_hints: Words = ()
    noon: Words
    midnight: Words
    hours: dict[Word, Annotated[int, Field(ge=0, le=23)]] = Field(default_factory=dict)
    minutes: dict[Word, Annotated[int, Field(ge=0, le=59)]] = Field(default_factory=dict)
    minutes_to: dict[Word, Annotated[int, Field(ge=1, le=59)]] = Field(default_factory=dict)


class NotationLists(Strict):
    """The shapes that words and numbers take; `never` lists what only looks like a day or a time."""

    # First, because of two readings of the same words the first counts.
    never: Templates = ()
    date: Templates = ()
    coming: Templates = ()
    next: Templates = ()
    next_week: Templates = ()
    every: Templates = ()
    named: Templates = ()
    clock: Templates = ()


class OnlyHere(Strict):
    """What is too short or too ambiguous for messages in another language: `sex`, `{day}/{month}`."""

    weekdays: Week = ()
    notations: NotationLists = NotationLists()


class CalendarWords(Strict):
    """One language's words for days and times."""

    weekdays: Annotated[Week, Field(min_length=1)]
    months: Annotated[tuple[Words, ...], AfterValidator(_a_year)] = ()
    eras: dict[Word, int] = Field(default_factory=dict)
    days_of_month: dict[Word, Annotated[int, Field(ge=1, le=31)]] = Field(default_factory=dict)
    this_year: Words = ()
    next_year: Words = ()
    relative: dict[RelativeDay, Words]
    classes: dict[DayClass, Words]
    named_days: Annotated[dict[str, Words], AfterValidator(_each_named_day)]
    clock: ClockWords
    notations: NotationLists
    only_here: OnlyHere = OnlyHere()


def load_calendar_words(folder: Path) -> dict[str, CalendarWords]:
    """Read `<language>.yml` for every language in the folder, or raise all faults together."""
    return load_folder(folder, CalendarWords)
