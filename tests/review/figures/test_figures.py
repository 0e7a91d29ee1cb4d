"""Each figure's table, with the numbers that were asked and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from review.figures import quality, usage
from review.figures.counting import headline
from review.figures.figure import Figure
from review.figures.pages import FIGURES
from review.figures.period import Period
from tests.review.figures.conftest import Asked, judge

DAYS = Period(dt.date(2026, 11, 24), dt.date(2026, 11, 25))


@pytest.fixture(autouse=True)
def filled(asked: Asked, count: Callable[[], int]) -> None:
    """Two days, a Tuesday and a Wednesday, and one message on either side of them."""
    asked("2026-11-23T12:00")
    first = asked("2026-11-24T09:00", helpful=True)
    asked("2026-11-24T10:00", "faq_penalties", conversation=first.conversation, is_button=True)
    asked("2026-11-24T20:00", "nlu_fallback", language="pt", channel="line", outcome="fell_back")
    asked("2026-11-25T12:00", "out_of_scope", language="pt", outcome="handed_off", helpful=False)
    judge(asked("2026-11-25T13:00", helpful=True), "right")
    asked("2026-11-25T14:00", "greet")
    asked("2026-11-26T12:00")
    count()


def rows(figure: Figure, *, of: int | None = None) -> list[list[Any]]:
    """Without the columns and rows that hold nothing but zeros."""
    kept = [place for place, _column in enumerate(figure.columns) if any(row[place] for row in figure.rows)]
    return [[row[place] for place in kept] for row in figure.rows if any(row[1:])][:of]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        # day, Japanese, Portuguese, all
        (
            usage.conversations_by_language,
            [["2026-11-24", 1, 1, 2], ["2026-11-25", 2, 1, 3], ["All", 3, 2, 5]],
        ),
        (usage.messages_by_language, [["2026-11-24", 2, 1, 3], ["2026-11-25", 2, 1, 3], ["All", 4, 2, 6]]),
        # day, website, LINE, all
        (usage.conversations_by_channel, [["2026-11-24", 1, 1, 2], ["2026-11-25", 3, 0, 3], ["All", 4, 1, 5]]),
        (usage.messages_by_channel, [["2026-11-24", 2, 1, 3], ["2026-11-25", 3, 0, 3], ["All", 5, 1, 6]]),
        # day, answered, not understood, handed over, share answered
        (
            quality.outcomes,
            [["2026-11-24", 1, 1, 0, 0.5], ["2026-11-25", 2, 0, 1, 2 / 3], ["All", 3, 1, 1, 0.6]],
        ),
        # day, not understood, not on the page, understood, share not understood; the button is left out
        (
            quality.fallbacks,
            [["2026-11-24", 1, 0, 1, 0.5], ["2026-11-25", 0, 1, 2, 0.0], ["All", 1, 1, 3, 0.2]],
        ),
        # day, helpful, not helpful, share helpful
        (quality.feedback, [["2026-11-24", 1, 0, 1.0], ["2026-11-25", 1, 1, 0.5], ["All", 2, 1, 2 / 3]]),
        # hour, hotline open, hotline closed, all
        (
            usage.hours,
            [
                ["9:00", 0, 1, 1],
                ["10:00", 1, 0, 1],
                ["12:00", 1, 0, 1],
                ["13:00", 1, 0, 1],
                ["14:00", 1, 0, 1],
                ["20:00", 0, 1, 1],
                ["All", 4, 2, 6],
            ],
        ),
        # rank, name, spelling, messages, share: neither the greeting nor what was not understood
        (
            usage.questions,
            [
                [1, "Opening hours", "hotline_hours", 2, 2 / 3],
                [2, "Penalties for misuse", "faq_penalties", 1, 1 / 3],
            ],
        ),
        # name, spelling, judged, right, share, at least, at most
        (quality.precision, [["Opening hours", "hotline_hours", 1, 1, 1.0, 0.20654931, 1.0]]),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_table_says_what_was_asked_and_answered(made: Callable[[Period], Figure], expected: list[list[Any]]) -> None:
    found = rows(made(DAYS))
    assert [[pytest.approx(cell) if isinstance(cell, float) else cell for cell in row] for row in found] == expected


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_has_one_value_for_each_label_and_a_row_one_for_each_column(name: str) -> None:
    figure = FIGURES[name](DAYS)
    assert figure.name == name
    assert {len(series.values) for series in figure.series} == {len(figure.labels)}
    assert {len(row) for row in figure.rows} == {len(figure.columns)}


@pytest.mark.parametrize(
    ("kept", "conversations", "messages"),
    [
        ({}, 5, 6),
        ({"language": "pt"}, 2, 2),
        ({"channel": "line"}, 1, 1),
        ({"language": "ja", "channel": "line"}, 0, 0),
    ],
    ids=str,
)
def test_figures_are_of_the_language_and_channel_asked_for(
    kept: dict[str, str], conversations: int, messages: int
) -> None:
    found = headline(Period(DAYS.since, DAYS.until, **kept))
    assert (found.conversations, found.messages) == (conversations, messages)


def test_the_headline_says_what_the_period_comes_to() -> None:
    assert headline(DAYS).said == {
        "conversations": "5",
        "messages": "6",
        "answered": "60.0%",
        "fallbacks": "20.0%",
        "helpful": "66.7%",
        "closed": "33.3%",
    }


@pytest.mark.parametrize(
    ("made", "total"),
    [
        (quality.outcomes, "60.0% of the conversations were answered without the telephone."),
        (quality.fallbacks, "20.0% of what was written was not understood."),
        (quality.feedback, "66.7% of 3 opinions were good; 50.0% of the messages got one."),
        (usage.hours, "33.3% of the messages came while the hotline was closed."),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_figure_says_in_one_line_what_it_comes_to(made: Callable[[Period], Figure], total: str) -> None:
    assert made(DAYS).total == total


@pytest.mark.parametrize("name", FIGURES)
def test_a_period_without_anything_is_empty_and_no_error(name: str) -> None:
    figure = FIGURES[name](Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31)))
    assert figure.is_empty
    assert figure.total == ""


def test_questions_have_their_japanese_names_for_who_reads_japanese() -> None:
    with translation.override("ja"):
        assert "不正をしたときの罰則" in usage.questions(DAYS).labels


def test_over_a_long_period_a_row_is_a_month() -> None:
    year = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    found = rows(usage.messages_by_channel(year))
    assert found == [["2026-11-01", 7, 1, 8], ["All", 7, 1, 8]]
