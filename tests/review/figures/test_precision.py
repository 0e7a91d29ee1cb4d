"""Intervals as statisticians have them, and of the right judgements."""

from __future__ import annotations

import datetime as dt

import pytest
from scipy.stats import binomtest

from review.figures.period import Period
from review.figures.precision import precisions, wilson
from tests.review.figures.conftest import Asked, judge

NOVEMBER = Period.month(dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("right", "judged"), [(0, 1), (1, 1), (7, 9), (50, 100), (999, 1000), (1000, 1000)])
def test_intervals_are_those_of_scipy(right: int, judged: int) -> None:
    expected = binomtest(right, judged).proportion_ci(0.95, method="wilson")
    assert wilson(right, judged) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_an_intent_has_the_judgements_of_the_messages_understood_as_it(asked: Asked) -> None:
    for verdict in ("right", "right", "wrong"):
        judge(asked("2026-11-10T12:00"), verdict)
    judge(asked("2026-11-11T12:00", "faq_penalties"), "right")
    judge(asked("2026-10-31T23:59"), "wrong")
    judge(asked("2026-12-01T00:00"), "wrong")
    found = [(one.intent, one.right, one.judged) for one in precisions(NOVEMBER)]
    assert found == [("hotline_hours", 2, 3), ("faq_penalties", 1, 1)]


@pytest.mark.parametrize(
    ("kept", "judged"), [({}, 3), ({"language": "pt"}, 1), ({"channel": "line"}, 1), ({"language": "ko"}, 0)]
)
def test_judgements_are_of_the_language_and_channel_asked_for(asked: Asked, kept: dict[str, str], judged: int) -> None:
    judge(asked("2026-11-10T12:00"), "right")
    judge(asked("2026-11-10T12:00", language="pt"), "right")
    judge(asked("2026-11-10T12:00", channel="line"), "right")
    period = Period(NOVEMBER.since, NOVEMBER.until, **kept)
    assert sum(one.judged for one in precisions(period)) == judged
