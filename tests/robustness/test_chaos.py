"""A short `make chaos`: ten blows for each part but the bots, which take long to come back."""

from __future__ import annotations

import pytest

from tests.robustness.chaos import VICTIMS, Report, chaos, plan
from tests.robustness.residents import Transcript
from tests.robustness.verdict import Kept, promises
from tests.robustness.world import world

SEED = 20261125
SECONDS = 150.0


@pytest.mark.timeout(900)
def test_what_was_answered_is_kept_once_whatever_is_struck_down() -> None:
    with world() as one:
        report = chaos(one, plan(10, 4, SEED), SECONDS, SEED)
    told = "\n".join(report.lines())
    assert report.failures == 0, told
    assert report.turns >= 50, told
    assert len(report.blows) >= 3, told


def test_the_plan_strikes_everything() -> None:
    blows = plan(10, 4, SEED)
    assert sorted(set(blows)) == sorted(VICTIMS)
    assert len(blows) == 34


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
