"""How mistakes are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.examples import Example
from benchmarks.mistakes import ANSWERED, FAR, KINDS, NEAR, REFUSED, TALKED, by_kind, by_threshold, groups_of, kind
from madoguchi.evaluation.questions import Judged

GROUPS = {"hotline_hours": "contact", "hotline_cost": "contact", "faq_penalties": "number", "greet": "conversation"}

MISTAKES = [
    ("hotline_hours", "hotline_hours", None),
    ("out_of_scope", "nlu_fallback", None),
    ("hotline_hours", "nlu_fallback", REFUSED),
    ("hotline_hours", "out_of_scope", REFUSED),
    ("hotline_hours", "hotline_cost", NEAR),
    ("hotline_hours", "faq_penalties", FAR),
    ("out_of_scope", "hotline_cost", ANSWERED),
    ("out_of_scope", "greet", TALKED),
]


def judged(wanted: str, got: str) -> Judged:
    return Judged("en", "phone?", wanted, frozenset(), got)


@pytest.mark.parametrize(("wanted", "got", "expected"), MISTAKES)
def test_a_mistake_has_a_kind(wanted: str, got: str, expected: str | None) -> None:
    assert kind(judged(wanted, got), GROUPS) == expected


def test_mistakes_are_counted_by_kind_and_pair() -> None:
    lines = list(by_kind([judged(wanted, got) for wanted, got, _ in MISTAKES], GROUPS))
    for name, count in zip(KINDS, [2, 1, 1, 1, 1], strict=True):
        assert f"| {name} | {count} | {count} | {count} |" in lines
    assert "| asked | 8 | 8 | 8 |" in lines
    assert "| out_of_scope | greet | 1 |" in lines


def test_an_intents_group_is_the_file_that_it_stands_in(tmp_path: Path) -> None:
    (tmp_path / "contact.yml").write_text("nlu:\n- intent: hotline_hours\n  examples: |\n    - when\n", "utf8")
    assert groups_of(tmp_path) == {"hotline_hours": "contact"}


def test_a_higher_threshold_refuses_more() -> None:
    asked = [Example("en", "when", "hotline_hours"), Example("en", "my visa", "out_of_scope")]
    lines = list(by_threshold(asked, [[("hotline_hours", 0.65)], [("hotline_cost", 0.35)]]))
    assert "| 0.3 | 100.0% | 0.0% | 50.0% |" in lines
    assert "| 0.4 | 100.0% | 100.0% | 0.0% |" in lines
    assert "| 0.7 | 0.0% | 100.0% | 0.0% |" in lines
