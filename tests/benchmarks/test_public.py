"""The public data's formats, and the measure that HINT3 is compared by."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.public import Public, best_correlation, bot, clinc150, correlation, evaluate, hint3, small_data
from benchmarks.small_data import OUTSIDE, Ensemble, learn_head

WANTED = ["emi", "size", OUTSIDE, OUTSIDE]
BEST = [("emi", 0.9), ("size", 0.7), ("emi", 0.4), ("size", 0.6)]

CORRELATIONS = [
    # all right, one let through, one refused too many
    (0.65, 1.0),
    (0.5, pytest.approx(0.7, abs=0.1)),
    (0.8, pytest.approx(0.7, abs=0.1)),
    # everything refused
    (1.0, 0.0),
]


@pytest.mark.parametrize(("threshold", "found"), CORRELATIONS)
def test_what_scores_under_the_threshold_is_out_of_scope(threshold: float, found: float) -> None:
    assert correlation(WANTED, BEST, threshold) == found


def test_the_best_threshold_is_found() -> None:
    assert best_correlation(WANTED, BEST) == 1.0


def test_accuracy_in_scope_refuses_nothing() -> None:
    data = Public([], [("?", wanted) for wanted in WANTED])
    assert evaluate(data, [("emi", 0.1), ("emi", 0.1), ("emi", 0.0), ("emi", 0.0)]).in_scope == 0.5


def test_hint3_is_read(tmp_path: Path) -> None:
    for part, rows in (("train", 'a,"EMI"\n"b, or c",SIZE\n'), ("test", f"d,{OUTSIDE}\n")):
        (tmp_path / part).mkdir()
        (tmp_path / part / f"shop_{part}.csv").write_text(f"sentence,label\n{rows}", "utf8")
    assert hint3(tmp_path, "shop") == Public([("a", "EMI"), ("b, or c", "SIZE")], [("d", OUTSIDE)])


def test_clinc150_is_read(tmp_path: Path) -> None:
    held = {"train": [["a", "pay"]], "oos_train": [["b", "oos"]], "test": [["c", "pay"]], "oos_test": [["d", "oos"]]}
    (tmp_path / "data_full.json").write_text(json.dumps(held | {"val": [["e", "pay"]]}), "utf8")
    assert clinc150(tmp_path / "data_full.json") == Public(
        [("a", "pay"), ("b", OUTSIDE)], [("c", "pay"), ("d", OUTSIDE)]
    )


SHOP = Public(
    [
        (f"{words} {number}", intent)
        for number in range(8)
        for words, intent in (("pay by emi", "EMI"), ("which size", "SIZE"))
    ]
    + [("where are you", "ONLY_ONE")],
    [("pay emi", "EMI"), ("size", "SIZE"), ("🐟", OUTSIDE)],
)


COLOURS = [(f"{name} {number}", name) for number in range(8) for name in ("red", "blue", "green", "white", "black")]
HEAD = learn_head([COLOURS], ["how tall is mount fuji", "sing a song"])


def test_both_ways_learn_even_an_intent_of_one_example() -> None:
    for best in (bot(SHOP), small_data(SHOP, HEAD)):
        assert [intent for intent, _ in best[:2]] == ["EMI", "SIZE"]


def test_the_head_is_less_sure_of_a_message_unlike_any_example() -> None:
    scores = [score for _, score in small_data(SHOP, HEAD)]
    assert scores[2] < min(scores[:2])


def test_what_the_head_judges_by_is_finite_for_any_message() -> None:
    best, signs = Ensemble(SHOP.train).ask(["", "🐟", "pay by emi 3"])
    assert best[2] == "EMI"
    assert np.isfinite(signs).all()
