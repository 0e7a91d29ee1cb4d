"""The baselines and ours on a handful of sentences, and the report on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.examples import Example
from benchmarks.measure import Measured, judged, measure, measure_apart, save
from benchmarks.report import systems
from benchmarks.systems import FALLBACK, Bm25, CharacterSvm, System, threshold

EXAMPLES = [
    Example("en", "where do I call", "hotline_number"),
    Example("en", "which number do I call", "hotline_number"),
    Example("en", "when are you open", "hotline_hours"),
    Example("ja", "電話番号を教えて", "hotline_number"),
    Example("ja", "営業時間を教えて", "hotline_hours"),
    Example("ja", "営業時間はいつ", "hotline_hours"),
    Example("en", "thank you", "thank"),
]


@pytest.mark.parametrize("system", [CharacterSvm(), Bm25()], ids=lambda one: type(one).__name__)
def test_a_baseline_learns(system: System) -> None:
    system.train(EXAMPLES)
    assert [system.predict(text) for text in ("where do I call?", "営業時間は")] == ["hotline_number", "hotline_hours"]


def test_bm25_falls_back_where_no_word_is_known() -> None:
    system = Bm25()
    system.train(EXAMPLES)
    assert system.predict("zzz") == FALLBACK


def test_what_a_system_costs_is_measured() -> None:
    measured = measure("bm25", Bm25, EXAMPLES, EXAMPLES)
    assert measured.got == [one.intent for one in EXAMPLES]
    assert measured.examples == 7
    assert measured.train_seconds > 0
    assert measured.milliseconds > 0
    assert measured.megabytes > 20


def test_what_a_run_that_was_cut_has_measured_is_not_measured_again(tmp_path: Path) -> None:
    measured = Measured("bm25", 7, 1.26, 0.52, 99.6, ["thank"])
    save(measured, tmp_path / "bm25.json")
    assert measure_apart(["no system of ours"], tmp_path / "bm25.json") == measured
    assert [path.name for path in tmp_path.iterdir()] == ["bm25.json"]


@pytest.mark.parametrize(("config", "expected"), [("", 0.5), ("\n  threshold: 0.7", 0.7)])
def test_the_threshold_is_that_of_config_yml(tmp_path: Path, config: str, expected: float) -> None:
    (tmp_path / "config.yml").write_text(f"pipeline:\n- name: a.Tokenizer\n- name: a.GuessingFallback{config}\n")
    assert threshold(tmp_path / "config.yml") == expected


def test_the_report_has_a_row_for_each_system_and_each_figure_by_language() -> None:
    got = ["hotline_number"] * 4 + ["hotline_hours", FALLBACK, "thank"]
    measured = Measured("bm25", 7, 1.26, 0.52, 99.6, got)
    lines = list(systems({"bm25": measured}, {"bm25": judged(EXAMPLES, got)}))
    # English 3 of 4 right and one answered wrongly, Japanese 2 of 3 with a fallback
    assert lines[2] == "| BM25, nearest example | 70.8% | - | 12.5% | 7 | 1 | 0.5 | 100 |"
    assert "| BM25, nearest example | 25.0% | 0.0% |" in lines
