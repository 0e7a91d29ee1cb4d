"""The Japanese calendar: public holidays with their substitutes, and days known by a name.

Public holidays follow the Act on National Holidays (Act No. 178 of 1948), as the `holidays` library lists
them. A year outside the library's range has no public holidays here, and is never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

# The library's Japanese names, so that an update of its English wording changes nothing here.
PUBLIC_HOLIDAYS: Mapping[str, tuple[str, ...]] = {
    "new_years_day": ("元日",),
    "coming_of_age_day": ("成人の日",),
    "national_foundation_day": ("建国記念の日", "建国記念日"),
    "emperors_birthday": ("天皇誕生日",),
    "vernal_equinox_day": ("春分の日",),
    "showa_day": ("昭和の日",),
    "constitution_day": ("憲法記念日",),
    "greenery_day": ("みどりの日",),
    "childrens_day": ("こどもの日",),
    "marine_day": ("海の日",),
    "mountain_day": ("山の日",),
    "respect_for_the_aged_day": ("敬老の日",),
    "autumnal_equinox_day": ("秋分の日",),
    "sports_day": ("スポーツの日", "体育の日"),
    "culture_day": ("文化の日",),
    "labour_thanksgiving_day": ("勤労感謝の日",),
    "substitute_holiday": ("振替休日",),
    "citizens_holiday": ("国民の休日",),
}

# Days that people name although the law does not make all of them holidays.
FIXED_DAYS: Mapping[str, tuple[int, int]] = {
    "golden_week": (5, 3),
    "obon": (8, 15),
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "new_years_eve": (12, 31),
}

NAMED_DAYS = (*PUBLIC_HOLIDAYS, *FIXED_DAYS)
YEAR_END_DAYS = frozenset({"new_years_eve", "new_years_day"})

# Citizens' holidays are the rarest: after 2026 the next is in 2032, and gaps of eleven years occur.
_YEARS_AHEAD = 12

_KEYS = {name: key for key, names in PUBLIC_HOLIDAYS.items() for name in names}


_JAPAN = ZoneInfo("Asia/Tokyo")


def date_in_japan(now: datetime) -> date:
    """The date that Japan has at this moment, whatever zone the server is in."""
    if now.tzinfo is None:
        raise ValueError(f"{now!r} has no time zone")
    return now.astimezone(_JAPAN).date()


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year, each with its key; one made for a single year counts as a citizens'."""
    listed = holidays.country_holidays("JP", years=year, language="ja", categories=holidays.PUBLIC)
    return {day: _KEYS.get(name, "citizens_holiday") for day, name in sorted(listed.items())}


def public_holiday(day: date) -> str | None:
    """The key of the public holiday on this day, if it is one."""
    return public_holidays(day.year).get(day)


def named_in(name: str, year: int) -> date | None:
    """The date of a named day in a year; the first one where a year has several substitute holidays."""
    if name in FIXED_DAYS:
        return date(year, *FIXED_DAYS[name])
    return next((day for day, key in public_holidays(year).items() if key == name), None)


def next_named(name: str, today: date) -> date | None:
    """The next occurrence of a named day, today included."""
    return next((day for day in _occurrences(name, today.year) if day >= today), None)


def next_year_end(today: date, first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date]:
    """The closed period over New Year that today lies in, or else the next one: its first and last day."""
    ends_in = today.year if (today.month, today.day) <= last else today.year + 1
    return date(ends_in - 1, *first), date(ends_in, *last)


def in_year_end(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a day lies in the period that runs over New Year."""
    return (day.month, day.day) >= first or (day.month, day.day) <= last


def days_from(day: date) -> Iterator[date]:
    """This day and those of a little more than a year after it."""
    return (day + timedelta(days=ahead) for ahead in range(400))


def _occurrences(name: str, first_year: int) -> Iterator[date]:
    for year in range(first_year, first_year + _YEARS_AHEAD):
        if name in FIXED_DAYS:
            yield date(year, *FIXED_DAYS[name])
        yield from (day for day, key in public_holidays(year).items() if key == name)
