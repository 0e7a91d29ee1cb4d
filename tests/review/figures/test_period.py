"""The days that are asked for, and the bars that they become."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from review.figures.period import Asked, Period, Step


def period(since: str, until: str) -> Period:
    return Period(dt.date.fromisoformat(since), dt.date.fromisoformat(until))


@pytest.mark.parametrize(
    ("since", "until", "step", "bars", "first", "second"),
    [
        ("2026-11-25", "2026-11-25", Step.DAY, 1, "2026-11-25", None),
        ("2026-11-01", "2026-11-30", Step.DAY, 30, "2026-11-01", "2026-11-02"),
        ("2026-10-12", "2026-11-25", Step.DAY, 45, "2026-10-12", "2026-10-13"),
        # a Sunday: a week of one day, then one from Monday
        ("2026-10-11", "2026-11-25", Step.WEEK, 8, "2026-10-11", "2026-10-12"),
        ("2026-05-20", "2026-11-25", Step.WEEK, 28, "2026-05-20", "2026-05-25"),
        ("2026-05-19", "2026-11-25", Step.MONTH, 7, "2026-05-19", "2026-06-01"),
        ("2024-01-15", "2025-12-31", Step.MONTH, 24, "2024-01-15", "2024-02-01"),
    ],
)
def test_the_longer_the_period_the_longer_a_bar(
    since: str, until: str, step: Step, bars: int, first: str, second: str | None
) -> None:
    asked = period(since, until)
    assert (asked.step, len(asked.buckets)) == (step, bars)
    assert [one.isoformat() for one in asked.buckets[:2]] == [first, *([second] if second else [])]


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2026-11-25", "2026-11-01", "2026-11-30"),
        ("2026-12-01", "2026-12-01", "2026-12-31"),
        ("2024-02-29", "2024-02-01", "2024-02-29"),
        ("2026-02-01", "2026-02-01", "2026-02-28"),
    ],
)
def test_a_month_has_all_its_days(day: str, since: str, until: str) -> None:
    assert Period.month(dt.date.fromisoformat(day)) == period(since, until)


@pytest.mark.parametrize(
    ("language", "since", "until", "label"),
    [
        ("ja", "2026-11-01", "2026-11-30", "11/1"),
        ("en", "2026-11-01", "2026-11-30", "11/1"),
        ("ja", "2026-08-01", "2026-11-30", "8/1～"),
        ("en", "2026-08-01", "2026-11-30", "from 8/1"),
        ("ja", "2026-01-01", "2026-12-31", "2026年1月"),
        ("en", "2026-01-01", "2026-12-31", "Jan 2026"),
    ],
)
def test_bars_are_named_in_the_page_s_language(language: str, since: str, until: str, label: str) -> None:
    asked = period(since, until)
    with translation.override(language):
        assert asked.label(asked.buckets[0]) == label


@pytest.mark.parametrize(
    "given",
    [
        {"since": "x"},
        {"since": "2026-11-26", "until": "2026-11-25"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"language": "xx"},
        {"channel": "'"},
    ],
    ids=str,
)
def test_what_can_t_be_asked_for_is_told_and_the_usual_period_is_shown(given: dict[str, str]) -> None:
    form = Asked(given)
    assert form.period == Period.usual()
    assert form.errors


def test_nothing_asked_for_is_the_last_thirty_days() -> None:
    usual = Asked({}).period
    assert (usual.until - usual.since).days == 29
    assert (usual.language, usual.channel) == ("", "")


def test_an_address_says_what_was_asked_for() -> None:
    asked = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 2), "pt", "line")
    assert asked.query == "since=2026-11-01&until=2026-11-02&language=pt&channel=line"
