"""Training data as Rasa reads it, likeness, and two models side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from review.learning import sentences
from review.learning.comparing import Question, compared, report
from review.learning.sentences import Example
from review.learning.similar import neighbours
from tests import examples as training_data
from tests.conftest import ROOT


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for language in ("ja", "ko"):
        (tmp_path / "nlu" / language).mkdir(parents=True)
    return tmp_path


def test_all_training_data_are_read() -> None:
    read = [(one.intent, one.text) for one in sentences.examples(ROOT / "data", "ja")]
    assert read == [(one.intent, one.text) for one in training_data.examples() if one.language == "ja"]


HOSTILE = [
    ("電話 は\n何時", "電話 は 何時"),
    ("- - 一", "一"),
    ('[電話]{"entity": "x"}', '［電話］｛"entity": "x"｝'),
    ("[a](b)", "［a］(b)"),
    ("intent: greet", "intent: greet"),
    ("|", "|"),
    ("# not a comment", "# not a comment"),
    ("\u2028two", "two"),
    ("   ", ""),
]


@pytest.mark.parametrize(("text", "expected"), HOSTILE, ids=[text for text, _expected in HOSTILE])
def test_a_sentence_is_written_as_one_example_whatever_is_in_it(data: Path, text: str, expected: str) -> None:
    assert sentences.line(text) == expected
    sentences.write(data, sentences.together({}, {"ja": {"greet": ["はい", text]}}))
    written = YAML(typ="safe").load(data / "nlu/ja/reviewed.yml")
    wanted = ["- はい", *([f"- {expected}"] if expected else [])]
    assert [one["examples"].splitlines() for one in written["nlu"]] == [wanted]


def test_what_was_written_is_read_back(data: Path) -> None:
    learnt = {"ja": {"greet": ["どうも"], "thank": ["助かった"]}, "ko": {"greet": ["하이"]}}
    sentences.write(data, learnt)
    assert sentences.reviewed(data) == learnt


def test_a_language_without_a_sentence_has_no_file(data: Path) -> None:
    sentences.write(data, {"ja": {"greet": ["どうも"]}})
    sentences.write(data, {})
    assert list(data.rglob("*.yml")) == []


def test_a_sentence_is_learnt_once() -> None:
    before = {"ja": {"greet": ["どうも"]}}
    more = {"ja": {"greet": ["どうも", "やあ", "やあ"]}}
    assert sentences.together(before, more) == {"ja": {"greet": ["どうも", "やあ"]}}
    assert before == {"ja": {"greet": ["どうも"]}}


EXAMPLES = [Example("ja", "hotline_hours", text) for text in ("電話は何時までですか", "土曜日はやっていますか")]
LIKE = [
    ("電話は何時までですか", 1.0),
    ("電話は何時までですか？", 1.0),
    ("電話は何時まで", 0.6),
    ("カードを落としました", None),
]


@pytest.mark.parametrize(("text", "least"), LIKE)
def test_what_is_like_a_sentence_is_found(text: str, least: float | None) -> None:
    found = neighbours(text, EXAMPLES)
    assert bool(found) == (least is not None)
    if least is not None:
        assert found[0].text == "電話は何時までですか"
        assert found[0].likeness >= least


def test_models_are_compared_message_by_message() -> None:
    asked = [Question("ja", text, "hotline_hours") for text in "abcd"]
    scores = compared(asked, ["hotline_hours", "x", "hotline_hours", "x"], ["hotline_hours", "hotline_hours", "y", "z"])
    assert (scores["messages"], scores["before"], scores["after"]) == (4, 2, 2)
    assert [(one["text"], one["better"]) for one in scores["changed"]] == [("c", False), ("b", True)]
    assert report("tests", scores) == [
        "tests: 2 of 4 right before, 2 after",
        "  WORSE  [ja] c: hotline_hours -> y",
        "  better  [ja] b: x -> hotline_hours",
    ]


def test_who_asks_what_the_page_does_not_say_may_be_asked_back() -> None:
    scores = compared([Question("ja", "天気", "out_of_scope")], ["nlu_fallback"], ["out_of_scope"])
    assert (scores["before"], scores["after"], scores["changed"]) == (1, 1, [])
