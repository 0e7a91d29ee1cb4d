"""`madoguchi evaluate`, with what the bot says given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from madoguchi.cli import evaluate, predict

from .conftest import REPOSITORY, run

QUESTIONS = [
    {"lang": "ko", "text": "a", "intent": "greet", "accept": []},
    {"lang": "ko", "text": "b", "intent": "faq_penalties", "accept": ["faq_prohibited_use"]},
    {"lang": "ko", "text": "c", "intent": "out_of_scope", "accept": []},
    {"lang": "ko", "text": "d", "intent": "thank"},
]
GOT = {"a": "greet", "b": "faq_prohibited_use", "c": "hotline_cost", "d": "greet"}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MADOGUCHI_EVAL", raising=False)
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:matplotlib")
def test_questions_are_scored_by_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko/questions.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    answers = [{"intent": GOT[one["text"]], "confidence": 0.9} for one in QUESTIONS]
    monkeypatch.setattr(predict, "predictions", lambda asked, root: answers)
    monkeypatch.setattr(evaluate, "PICTURES", tmp_path / "pictures")
    monkeypatch.setenv("MADOGUCHI_EVAL", str(tmp_path))
    result = run("evaluate")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["ko", "66.7%", "0.0%", "25.0%", "4"] in rows
    assert ["macro", "66.7%", "0.0%", "25.0%", "4"] in rows
    assert "1 x out_of_scope taken for hotline_cost\n  ko  c\n" in result.stdout
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == [
        "confusion-ko.png",
        "reliability.png",
    ]


def test_the_faults_of_dialogues_are_told_by_turn() -> None:
    played = [
        {"id": "good", "turns": [{"user": "hi"}]},
        {"id": "bad", "turns": [{"user": "hi", "expect": {"lang": "ko"}}, {"user": "bye", "expect": None}]},
    ]
    answer = {"intent": "greet", "language": "en", "text": ""}
    answers = [answer | {"id": name, "turn": turn} for name, turn in (("good", 1), ("bad", 1), ("bad", 2))]
    assert evaluate.faults_by_dialogue(played, answers) == {
        "good": [],
        "bad": ["turn 1: language en instead of ko: hi"],
    }


def test_without_questions_it_says_how_to_give_them() -> None:
    result = run("evaluate")
    assert result.exit_code == 1
    assert result.stderr == "which questions? Give --questions DIR, or set MADOGUCHI_EVAL to the folder\n"


def test_a_folder_without_questions_is_told(tmp_path: Path) -> None:
    result = run("evaluate", "--questions", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}: no <language>/questions.jsonl and no dialogues.jsonl there\n"
