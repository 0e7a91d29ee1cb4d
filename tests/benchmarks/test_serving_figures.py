"""What is made of measured times, counts and rates."""

from __future__ import annotations

import math

import pytest

from benchmarks.serving.figures import percentile, ratio, slope, undisturbed
from benchmarks.serving.needs import Cost, foretold, need
from benchmarks.serving.soak import Growth
from benchmarks.serving.table import number, share

HUNDRED = [float(value) for value in range(100, 0, -1)]


@pytest.mark.parametrize(
    ("values", "part", "expected"),
    [
        # of a hundred, the nth is the one that n do not exceed
        (HUNDRED, 0.5, 50),
        (HUNDRED, 0.95, 95),
        (HUNDRED, 0.99, 99),
        # of few, somebody's own time and nothing in between
        ([3.0, 1.0, 2.0], 0.5, 2),
        ([3.0, 1.0, 2.0], 0.99, 3),
        ([7.0], 0.5, 7),
        ([7.0, 8.0], 0, 7),
    ],
)
def test_a_percentile_is_a_time_that_somebody_waited(values: list[float], part: float, expected: float) -> None:
    assert percentile(values, part) == expected


def test_there_is_no_percentile_of_nothing() -> None:
    assert math.isnan(percentile([], 0.5))


@pytest.mark.parametrize(
    ("times", "values", "expected"),
    [
        ([0, 1, 2], [5, 7, 9], 2),
        ([0, 1, 2, 3], [4, 4, 4, 4], 0),
        ([10, 20, 30], [3, 2, 1], -0.1),
        # what rises and falls about a line has that line's slope
        ([0, 1, 2, 3], [0, 2, 1, 3], 0.8),
    ],
)
def test_a_slope_is_by_least_squares(times: list[float], values: list[float], expected: float) -> None:
    assert slope(times, values) == pytest.approx(expected)


@pytest.mark.parametrize("times", [[], [1.0], [1.0, 1.0]])
def test_one_moment_has_no_slope(times: list[float]) -> None:
    assert math.isnan(slope(times, times))


def test_growth_is_told_by_the_hour_and_without_the_warm_up() -> None:
    minutes = [float(second) for second in range(0, 1801, 60)]
    filled = [100 + min(second, 600) + second / 3600 for second in minutes]
    assert Growth("bot", 1, minutes, filled).hourly() == pytest.approx(1)


@pytest.mark.parametrize(
    ("system", "idle", "expected"),
    [
        # the whole machine was the system's
        (20, 0, 100),
        # half of the machine was others'
        (10, 0, 200),
        # the system did not want what was idle, so others took nothing from it
        (5, 10, 100),
        # others had 6 and would have had 3 of them without taking anything
        (11, 3, 100 * 20 / 17),
    ],
)
def test_what_others_took_is_given_back(system: float, idle: float, expected: float) -> None:
    assert undisturbed(100, seconds=10, cores=2, system=system, idle=idle) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"), [(1, 30, "1/30.0"), (1, 3, "1/3.00"), (3, 2, "1.50"), (1, 0, "-"), (2, 2, "1.00")]
)
def test_a_share_is_told_as_one_would_say_it(ours: float, theirs: float, expected: str) -> None:
    assert share(ours, theirs) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (0.123, "0.12"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (12345.6, "12,346"), (math.nan, "-")],
)
def test_a_number_has_the_digits_that_count(value: float, expected: str) -> None:
    assert number(value) == expected


def test_a_ratio_to_nothing_is_not_known() -> None:
    assert math.isnan(ratio(1, 0))


COST = Cost({"bot": 7, "PostgreSQL": 3.5}, kept=1024, commits=2, commands=4, megabytes=512, connections=10)


@pytest.mark.parametrize(
    ("rate", "bots", "bot_cores", "gigabytes", "connections"),
    [(1, 1, 0.01, 0.5, 10), (100, 1, 1, 0.5, 10), (150, 2, 1.5, 1, 20), (10_000, 100, 100, 50, 1000)],
)
def test_a_rate_needs_so_many_bots(
    rate: float, bots: int, bot_cores: float, gigabytes: float, connections: int
) -> None:
    needed = need(rate, COST, "bot")
    assert needed.cores["bot"] == pytest.approx(bot_cores)
    assert (needed.bots, needed.gigabytes, needed.connections) == (bots, gigabytes, connections)


def test_a_rate_needs_so_much_of_the_stores() -> None:
    needed = need(1000, COST, "bot")
    assert needed.cores["PostgreSQL"] == pytest.approx(5)
    assert (needed.commits, needed.commands) == (2000, 4000)
    # a tenth of the rate, day and night, for 90 days
    assert needed.kept == pytest.approx(100 * 86_400 * 90 / 1024**2)


@pytest.mark.parametrize(
    ("bots", "expected"),
    [
        # one bot is the limit, then the machine
        (1, 100),
        (2, 2000 / 16),
        (4, 2000 / 16),
    ],
)
def test_one_process_foretells_several(bots: int, expected: float) -> None:
    assert foretold(bots, 2, {"bot": 10, "PostgreSQL": 4, "load generator": 2}, "bot") == pytest.approx(expected)
