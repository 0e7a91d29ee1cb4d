"""Japanese public holidays, their substitutes, and days known by name."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from madoguchi.hotline.calendar import NAMED_DAYS, date_in_japan, named_in, next_named, public_holiday

HOLIDAYS = [
    # on a fixed date
    ("2026-01-01", "new_years_day"),
    ("2026-02-23", "emperors_birthday"),
    ("2026-11-03", "culture_day"),
    ("2026-11-23", "labour_thanksgiving_day"),
    # on a Monday that moves
    ("2026-01-12", "coming_of_age_day"),
    ("2027-07-19", "marine_day"),
    ("2026-10-12", "sports_day"),
    ("2019-10-14", "sports_day"),
    # by the sun
    ("2026-03-20", "vernal_equinox_day"),
    ("2027-03-21", "vernal_equinox_day"),
    ("2026-09-23", "autumnal_equinox_day"),
    # a substitute the day after a Sunday, and three days after it behind other holidays
    ("2027-03-22", "substitute_holiday"),
    ("2026-05-06", "substitute_holiday"),
    # a citizens' holiday between two others
    ("2026-09-22", "citizens_holiday"),
    # made for one year only
    ("2019-05-01", "citizens_holiday"),
    # not public holidays
    ("2026-12-31", None),
    ("2026-12-25", None),
    ("2026-11-25", None),
    # no holiday was kept before the Act
    ("1900-01-01", None),
]


@pytest.mark.parametrize(("day", "name"), HOLIDAYS)
def test_a_day_is_the_public_holiday_that_the_act_makes_it(day: str, name: str | None) -> None:
    assert public_holiday(date.fromisoformat(day)) == name


NEXT = [
    # later this year, today, and next year
    ("new_years_eve", "2026-11-25", "2026-12-31"),
    ("culture_day", "2026-11-03", "2026-11-03"),
    ("culture_day", "2026-11-04", "2027-11-03"),
    # the substitute that comes next, of several in a year
    ("substitute_holiday", "2024-08-20", "2024-09-23"),
    # the rarest
    ("citizens_holiday", "2026-11-25", "2032-09-21"),
    ("golden_week", "2026-11-25", "2027-05-03"),
]


@pytest.mark.parametrize(("name", "today", "expected"), NEXT)
def test_the_next_day_of_a_name_counts_today(name: str, today: str, expected: str) -> None:
    assert next_named(name, date.fromisoformat(today)) == date.fromisoformat(expected)


@pytest.mark.parametrize("name", NAMED_DAYS)
def test_every_named_day_comes_within_the_years_ahead(name: str) -> None:
    assert next_named(name, date(2026, 11, 25)) is not None


def test_a_named_day_of_a_year_without_it_is_none() -> None:
    assert named_in("citizens_holiday", 2027) is None


def test_the_evening_in_utc_is_the_next_day_in_japan() -> None:
    assert date_in_japan(datetime(2026, 11, 25, 15, 0, tzinfo=timezone.utc)) == date(2026, 11, 26)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        date_in_japan(datetime(2026, 11, 25, 15, 0))
