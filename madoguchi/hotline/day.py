"""From the words for a day to its date, seen from today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from madoguchi.hotline.calendar import FIXED_DAYS, PUBLIC_HOLIDAYS, YEAR_END_DAYS, named_in, next_named
from madoguchi.hotline.notation import Reading, Words
from madoguchi.hotline.numerals import number
from madoguchi.hotline.vocabulary import DayClass

Kind = Literal["date", "weekday_name", "class", "holiday", "relative", "year_end", "time"]

_DAYS_AHEAD = {"now": 0, "today": 0, "tomorrow": 1, "day_after_tomorrow": 2, "third_day": 3}
_WEEKEND: Mapping[int, DayClass] = {5: "saturday", 6: "sunday"}

# A date that exists in leap years only comes back within eight years (1896 to 1904, 2096 to 2104).
_LEAP_YEARS_AHEAD = 8


@dataclass(frozen=True)
class Day:
    """Which day is meant: a date, or a class of days without one, such as weekdays."""

    kind: Kind
    date: date | None
    day_class: DayClass | None = None


def day_of(reading: Reading, today: date) -> Day | None:
    """The day that a reading means; none if there is no such day, as 31 November."""
    return _RESOLVERS[reading.kind](reading.values, today)


def weekday_class(weekday: int) -> DayClass:
    """The class of a day of the week, Monday being 0."""
    return _WEEKEND.get(weekday, "weekday")


def _dated(values: Words, today: date) -> Day | None:
    year, month, day = _year(values, today), values.get("month"), int(values["day"])
    if month is None:
        return _found(next(_days_of_month(day, today), None))
    if year is not None:
        return _found(_valid(year, int(month), day))
    return _found(next(_anniversaries(int(month), day, today), None))


def _named(values: Words, today: date) -> Day | None:
    name, year = values["named_day"], _year(values, today)
    day = next_named(name, today) if year is None else named_in(name, year)
    return Day(_kind_of(name), day, _class_of(name)) if day else None


def _coming(values: Words, today: date) -> Day:
    return _weekday(values, today, days_to_skip=0)


def _next(values: Words, today: date) -> Day:
    return _weekday(values, today, days_to_skip=1)


def _next_week(values: Words, today: date) -> Day:
    return _weekday(values, today, days_to_skip=7 - today.weekday())


def _weekday(values: Words, today: date, days_to_skip: int) -> Day:
    weekday, first = int(values["weekday"]), today + timedelta(days=days_to_skip)
    return Day("weekday_name", first + timedelta(days=(weekday - first.weekday()) % 7), weekday_class(weekday))


def _every(values: Words, today: date) -> Day:
    return Day("class", None, weekday_class(int(values["weekday"])))


def _relative(values: Words, today: date) -> Day:
    return Day("relative", today + timedelta(days=_DAYS_AHEAD[values["relative"]]))


def _class(values: Words, today: date) -> Day:
    day_class = cast(DayClass, values["day_class"])
    return Day("year_end" if day_class == "year_end" else "class", None, day_class)


_RESOLVERS: Mapping[str, Callable[[Words, date], Day | None]] = {
    "date": _dated,
    "coming": _coming,
    "next": _next,
    "next_week": _next_week,
    "every": _every,
    "named": _named,
    "relative": _relative,
    "day_class": _class,
}

DAY_KINDS = frozenset(_RESOLVERS)


def _kind_of(name: str) -> Kind:
    if name in YEAR_END_DAYS:
        return "year_end"
    return "holiday" if name in PUBLIC_HOLIDAYS or name == "golden_week" else "date"


def _class_of(name: str) -> DayClass | None:
    if name in YEAR_END_DAYS:
        return "year_end"
    return None if name in FIXED_DAYS and name != "golden_week" else "holiday"


def _year(values: Words, today: date) -> int | None:
    """The year as written in full, in two digits, by its era (令和8年), or as this or next year."""
    if "year" in values:
        return int(values["year"])
    if "short_year" in values:
        return 2000 + int(values["short_year"])
    if "era" in values:
        since = values["era_year"]
        return int(values["era"]) + (1 if since == "元" else number(since))
    ahead = values.get("next_year", values.get("this_year"))
    return None if ahead is None else today.year + int(ahead)


def _found(day: date | None) -> Day | None:
    return Day("date", day) if day else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _anniversaries(month: int, day: int, today: date) -> Iterator[date]:
    years = range(today.year, today.year + _LEAP_YEARS_AHEAD + 1)
    dates = (_valid(year, month, day) for year in years)
    return (found for found in dates if found and found >= today)


def _days_of_month(day: int, today: date) -> Iterator[date]:
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(3))
    dates = (_valid(today.year + years, month + 1, day) for years, month in months)
    return (found for found in dates if found and found >= today)
