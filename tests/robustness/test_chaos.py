"""A short `make chaos`: ten blows for each part but the bots, which take long to come back."""

from __future__ import annotations

import threading

import pytest

from tests.robustness.chaos import BLOWS, Blows, Report, chaos
from tests.robustness.residents import Transcript
from tests.robustness.verdict import Kept, promises
from tests.robustness.world import ACTIONS, BOT, POSTGRESQL, REDIS, WORLDS, World

SEED = 20261125
SECONDS = 60.0
FEW = {
    "postgresql": {POSTGRESQL: 10, REDIS: 10, ACTIONS: 10, f"{BOT} 1": 2, f"{BOT} 2": 2},
    "sqlite": {ACTIONS: 5, f"{BOT} 1": 3},
}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("database", FEW)
def test_what_was_answered_is_kept_once_whatever_is_struck_down(database: str) -> None:
    with WORLDS[database]() as one:
        report = chaos(one, FEW[database], SECONDS, 50, SEED)
    told = "\n".join(report.lines())
    assert report.failures == 0, told
    assert report.turns >= 50, told
    assert set(report.blows) == set(FEW[database]), told
    assert min(report.blows.values()) > 0, told


def test_a_thousand_kills_are_planned() -> None:
    assert sum(BLOWS["postgresql"].values()) == 1000


class Struck:
    """A part that counts; the longest that it was left down."""

    def __init__(self) -> None:
        self.times = 0
        self.longest = 0.0

    def restart(self, *, pause: float) -> None:
        self.times += 1
        self.longest = max(self.longest, pause)


def test_a_part_is_struck_as_often_as_planned() -> None:
    part = Struck()
    blows = Blows(World([], None, {"it": part}), 30, "it", 0.01, SEED, longest_life=0)  # type: ignore[arg-type]
    blows.deal(threading.Event())
    assert part.times == blows.done == 30
    assert 0 < part.longest <= 1


def test_nothing_is_struck_after_the_end() -> None:
    part, ended = Struck(), threading.Event()
    ended.set()
    Blows(World([], None, {"it": part}), 30, "it", 60, SEED).deal(ended)  # type: ignore[arg-type]
    assert part.times == 0


def transcript(*messages: str) -> Transcript:
    return Transcript({one: [f"to {one}"] for one in messages}, set(messages))


def turn(message: str, *answers: str) -> Kept:
    return Kept(message, "someone", answers or (f"to {message}",))


BROKEN = {
    "lost": ([turn("a")], "an answered message is kept"),
    "doubled": ([turn("a"), turn("b"), turn("a")], "no message makes two turns"),
    "foreign": ([turn("a"), turn("b"), turn("c")], "nothing is kept that nobody sent"),
    "another answer": ([turn("a"), turn("b", "no")], "what is kept is what was answered"),
    "disorder": ([turn("b"), turn("a")], "turns are in the order of their answers"),
}


@pytest.mark.parametrize(("turns", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_promise_that_is_broken_is_found(turns: list[Kept], words: str) -> None:
    found = {one.words: one.failures for one in promises([transcript("a", "b")], turns)}
    assert found[words] == 1


def test_promises_that_are_kept_are_no_failure() -> None:
    report = Report(promises=list(promises([transcript("a", "b")], [turn("a"), turn("b")])))
    assert report.failures == 0
    assert "| an answered message is kept | 2 | 0 |" in list(report.lines())
