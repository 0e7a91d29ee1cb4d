"""When the telephone is answered, to the minute."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from madoguchi.hotline.schedule import Schedule

from .conftest import FACTS, at

RULES = [
    # an ordinary week
    ("2026-11-25", "weekday"),
    ("2026-11-28", "saturday"),
    ("2026-11-29", "sunday"),
    ("2026-11-30", "weekday"),
    # public holidays on a weekday, a Saturday and a Sunday
    ("2026-11-23", "holiday"),
    ("2023-09-23", "holiday"),
    ("2026-05-03", "holiday"),
    # substitute and citizens' holidays
    ("2026-05-06", "holiday"),
    ("2027-03-22", "holiday"),
    ("2026-09-22", "holiday"),
    # from 28 December to 4 January, where 1 January is a public holiday and 3 January a Sunday
    ("2026-12-28", "weekday"),
    ("2026-12-29", "year_end"),
    ("2026-12-31", "year_end"),
    ("2027-01-01", "year_end"),
    ("2027-01-03", "year_end"),
    ("2027-01-04", "weekday"),
    # a leap day
    ("2028-02-29", "weekday"),
]


@pytest.mark.parametrize(("day", "rule"), RULES)
def test_each_day_follows_one_rule(schedule: Schedule, day: str, rule: str) -> None:
    assert schedule.hours_on(date.fromisoformat(day)).rule == rule


MOMENTS = [
    # a weekday
    ("2026-11-25 09:29", False),
    ("2026-11-25 09:30", True),
    ("2026-11-25 17:30", True),
    ("2026-11-25 19:59", True),
    ("2026-11-25 20:00", False),
    # a Saturday and a Sunday
    ("2026-11-28 09:29", False),
    ("2026-11-28 09:30", True),
    ("2026-11-28 17:29", True),
    ("2026-11-28 17:30", False),
    ("2026-11-29 17:30", False),
    # a public holiday on a Monday, and a substitute holiday
    ("2026-11-23 17:29", True),
    ("2026-11-23 17:30", False),
    ("2026-05-06 17:30", False),
    # the year-end
    ("2026-12-28 19:59", True),
    ("2026-12-29 12:00", False),
    ("2027-01-03 12:00", False),
    ("2027-01-04 09:30", True),
    # a leap day
    ("2028-02-29 19:59", True),
]


@pytest.mark.parametrize(("moment", "is_open"), MOMENTS)
def test_the_opening_minute_is_in_and_the_closing_minute_is_out(schedule: Schedule, moment: str, is_open: bool) -> None:
    assert schedule.is_open(at(moment)) is is_open


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("moment", "is_open"), MOMENTS)
def test_a_server_in_another_zone_judges_by_the_clock_in_japan(
    schedule: Schedule, moment: str, is_open: bool, zone: str
) -> None:
    assert schedule.is_open(at(moment).astimezone(ZoneInfo(zone))) is is_open


OPENINGS = [
    # before, at and after the opening of the same day
    ("2026-11-25 08:00", "2026-11-25 09:30"),
    ("2026-11-25 09:30", "2026-11-26 09:30"),
    ("2026-11-25 20:00", "2026-11-26 09:30"),
    # over a weekend, which is open, and over the year-end, which is not
    ("2026-11-27 21:00", "2026-11-28 09:30"),
    ("2026-12-28 20:00", "2027-01-04 09:30"),
    ("2027-01-01 00:00", "2027-01-04 09:30"),
]


@pytest.mark.parametrize(("after", "opening"), OPENINGS)
def test_the_next_opening_is_later_than_the_moment(schedule: Schedule, after: str, opening: str) -> None:
    assert schedule.next_opening(at(after)) == at(opening)


def test_an_open_telephone_closes_at_the_end_of_its_day(schedule: Schedule) -> None:
    assert schedule.closes_at(at("2026-11-28 10:00")) == at("2026-11-28 17:30")


def test_a_closed_telephone_has_no_closing_time(schedule: Schedule) -> None:
    assert schedule.closes_at(at("2026-12-31 10:00")) is None


def test_times_are_told_with_japans_offset(schedule: Schedule) -> None:
    opening = schedule.next_opening(datetime(2026, 11, 25, 0, 0, tzinfo=timezone.utc))
    assert opening is not None
    assert opening.utcoffset() == timedelta(hours=9)


PERIODS = [
    # before, within the old year, within the new year, and after
    ("2026-11-25", "2026-12-29", "2027-01-03"),
    ("2026-12-30", "2026-12-29", "2027-01-03"),
    ("2027-01-02", "2026-12-29", "2027-01-03"),
    ("2027-01-04", "2027-12-29", "2028-01-03"),
]


@pytest.mark.parametrize(("today", "first", "last"), PERIODS)
def test_the_closed_period_is_the_present_or_the_next_one(
    schedule: Schedule, today: str, first: str, last: str
) -> None:
    expected = date.fromisoformat(first), date.fromisoformat(last)
    assert schedule.closed_period(date.fromisoformat(today)) == expected


def without(*keys: str) -> dict[str, Any]:
    facts: dict[str, Any] = deepcopy(FACTS)
    place = facts
    for key in keys[:-1]:
        place = place[key]
    del place[keys[-1]]
    return facts


def changed(value: str, *keys: str) -> dict[str, Any]:
    facts = without(*keys)
    place = facts
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    return facts


FAULTS = [
    (without("timezone"), "timezone is missing"),
    (without("hours", "holiday"), "hours.holiday is missing"),
    (without("closed", "to"), "closed.to is missing"),
    (changed("half past nine", "hours", "weekday", "open"), "hours.weekday.open: 'half past nine'"),
    (changed("8:00", "hours", "weekday", "close"), "hours.weekday: opens at 09:30:00, but closes at 08:00"),
    (changed("13-01", "closed", "from"), "closed.from: '13-01'"),
]


@pytest.mark.parametrize(("facts", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_a_wrong_fact_is_named(facts: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Schedule.from_facts(facts)


def test_a_moment_without_a_zone_is_refused(schedule: Schedule) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        schedule.is_open(datetime(2026, 11, 25, 12, 0))
