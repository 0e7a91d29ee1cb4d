"""What was measured, as tables and curves."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.serving.curves import CURVES, draw
from benchmarks.serving.load import GENERATOR, IDLE
from benchmarks.serving.measure import Level, Measured
from benchmarks.serving.processes import Memory
from benchmarks.serving.systems import ACTIONS, BOT
from benchmarks.serving.table import report


def measured(times: float, bots: int = 1, **more: object) -> Measured:
    """One that is so many times as quick as another, and as small."""
    spent = {BOT: 30 / times, ACTIONS: 0.5, GENERATOR: 1.0, IDLE: 5.0}
    levels = [
        Level(count, 30 * times, {50: 20 / times, 95: 900 / times, 99: 1000 / times}, spent, {"status 503": 1}, 10, 300)
        for count in (1, 32)
    ]
    turns = {1: 20 / times, 10: 30 / times, 100: 60 / times, 1000: 300 / times}
    memory = {BOT: Memory(1000 / times * bots, 900 / times, 800 / times * bots), ACTIONS: Memory(50, 40, 30)}
    return Measured(40 / times, levels, turns, memory, bots=bots, **more)  # type: ignore[arg-type]


ALL = {
    "stock": measured(1),
    "sqlite": measured(15, is_checked=True),
    "postgresql": measured(10, bots=2, is_checked=True, faults={"not kept": 2}),
}


@pytest.mark.parametrize(
    "line",
    [
        # messages a second
        "| `rasa init`, SQLite | 30.0 | 30.0 |",
        "| **ours, SQLite** | 450 | 450 |",
        # waiting
        "| **ours, SQLite** | 1.33 / 60.0 / 66.7 | 1.33 / 60.0 / 66.7 |",
        # start, a bot's memory, what of it is its own, the action server's, processor time
        "| **ours, PostgreSQL and Redis, 2 processes** | 4.00 | 100 | 80.0 | 40.0 | 3.00 | 0.50 |",
        # failures are summed over the loads; the stock bot's messages cannot be looked for
        "| `rasa init`, SQLite | 600 | 2 status 503 | - | 0.0 |",
        "| **ours, PostgreSQL and Redis, 2 processes** | 600 | 2 status 503 | 2 not kept | 0.0 |",
        # beside the stock bot
        "| **ours, SQLite** | 15.0 times | 1/15.0 | 1/15.0 | 1/15.0 | 10.0 |",
    ],
)
def test_a_line_tells_what_was_measured(line: str) -> None:
    assert line in report(ALL)


def test_without_the_stock_bot_nothing_is_beside_it() -> None:
    lines = "\n".join(report({"sqlite": ALL["sqlite"]}))
    assert "Beside" not in lines
    assert "450" in lines


@pytest.mark.filterwarnings("ignore::DeprecationWarning:matplotlib")
def test_curves_name_each_system_and_are_the_same_for_the_same_figures(tmp_path: Path) -> None:
    files = draw(ALL, tmp_path)
    assert [file.name for file in files] == [f"serving-{curve.name}.svg" for curve in CURVES]
    before = [file.read_bytes() for file in files]
    for text in before:
        words = "".join(ElementTree.fromstring(text).itertext())
        assert all(title in words for title in ("rasa init, SQLite", "ours, SQLite", "2 processes"))
    assert [file.read_bytes() for file in draw(ALL, tmp_path)] == before
