"""What the pictures of `make evaluate` show."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.evaluation.pictures import confusion, draw, reliability
from madoguchi.evaluation.questions import Judged

LARGEST = 150_000


def judged(wanted: str, got: str, *accepted: str, language: str = "ja") -> Judged:
    return Judged(language, "?", wanted, frozenset(accepted), got)


JUDGED = [
    judged("greet", "greet"),
    judged("greet", "thank"),
    judged("thank", "affirm", "affirm"),
    judged("greet", "nlu_fallback"),
    judged("deny", "deny", language="ko"),
]


def test_confidence_is_set_against_the_share_that_was_right_and_fallbacks_do_not_count() -> None:
    points = reliability(JUDGED, [0.92, 0.98, 0.35, 0.99, 1.0])
    assert points == [(0.35, 1.0, 1), (pytest.approx((0.92 + 0.98 + 1.0) / 3), pytest.approx(2 / 3), 3)]


def test_an_accepted_intent_counts_as_the_one_wanted() -> None:
    intents, matrix = confusion(JUDGED[:4])
    assert intents == ["greet", "nlu_fallback", "thank"]
    assert matrix.tolist() == [[1, 1, 1], [0, 0, 0], [0, 0, 1]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:matplotlib")
def test_there_is_a_small_picture_for_each_language_and_one_of_reliability(tmp_path: Path) -> None:
    drawn = draw(JUDGED, [0.9] * 5, tmp_path / "results")
    assert [path.name for path in drawn] == ["reliability.png", "confusion-ja.png", "confusion-ko.png"]
    assert all(0 < path.stat().st_size < LARGEST for path in drawn)
