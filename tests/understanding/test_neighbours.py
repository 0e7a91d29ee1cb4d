"""The examples that are most like a message."""

from __future__ import annotations

import numpy as np
import pytest

from madoguchi.understanding.neighbours import BLOCKS, VOTERS, _greatest

CHANCE = np.random.default_rng(0)
VALUES = {
    "many": CHANCE.random(10_000),
    "many that share nothing with the message, and a few that do": CHANCE.random(9_999)
    * (CHANCE.random(9_999) > 0.999),
    "many alike": CHANCE.integers(0, 3, 5_000).astype(float),
    "the greatest beside each other": np.arange(7_001.0),
    "the greatest behind the last whole block": np.append(np.zeros(BLOCKS * 3), np.ones(BLOCKS - 1)),
    "fewer than blocks": CHANCE.random(BLOCKS - 1),
    "no more than vote": CHANCE.random(VOTERS),
    "none": np.zeros(0),
}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_the_greatest_are_found_each_once(values: np.ndarray) -> None:
    places = _greatest(values, VOTERS)
    assert len(set(places)) == len(places)
    assert sorted(values[places]) == sorted(values)[-VOTERS:]
