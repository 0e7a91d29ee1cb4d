"""What the ablations put beside the intent model's own features and examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks import morphology, templates
from benchmarks.concepts import LOOKUPS, MARK, named, with_concepts
from benchmarks.examples import Example
from madoguchi.understanding import Utterance

NAMED = [
    # one concept in six languages
    ("罰則はありますか", "penalty"),
    ("will I go to jail", "penalty"),
    ("会被处罚吗", "penalty"),
    ("會被處罰嗎", "penalty"),
    ("벌금이 있나요", "penalty"),
    ("¿hay multas?", "penalty"),
    ("tem punicao?", "penalty"),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=[row[0] for row in NAMED])
def test_a_message_has_the_concepts_that_it_has_a_word_of(text: str, name: str) -> None:
    assert MARK + name in named(text)


def test_a_latin_word_counts_as_a_whole() -> None:
    assert MARK + "penalty" not in named("the final answer")
    assert named("zzz") == []


def test_concepts_stand_beside_the_other_features() -> None:
    found = with_concepts(Utterance("multa", ("multa",)))
    assert {"mult", "\tmulta", MARK + "penalty"} <= set(found)


def test_each_concept_has_words_and_each_word_stands_once_in_it() -> None:
    for one in yaml.safe_load(LOOKUPS.read_text("utf8"))["nlu"]:
        words = one["examples"].split("\n")[:-1]
        assert len(words) == len(set(words)) > 3, one["lookup"]


WORDS = [
    (morphology.as_written, "番号は変わりますか", "ja", ("番号", "は", "変わり", "ます", "か")),
    (morphology.content_words, "番号は変わりますか", "ja", ("番号", "変わる")),
    (morphology.with_part_of_speech, "番号は", "ja", ("番号/名詞", "は/助詞")),
    (morphology.taken_apart, "바꿀 수", "ko", ("바꾸", "ᆯ", "수")),
    (morphology.content_words, "번호를", "ko", ("번호",)),
    (morphology.first_letters, "Changing numbers", "en", ("chang", "numbe")),
    (morphology.first_letters, "番号", "ja", ("番号",)),
    (morphology.content_words, "the number", "en", ("the", "number")),
]


@pytest.mark.parametrize(
    ("words", "text", "language", "expected"), WORDS, ids=[f"{w[0].__name__} {w[1]}" for w in WORDS]
)
def test_words_are_taken_in_other_ways(
    words: morphology.Words, text: str, language: str, expected: tuple[str, ...]
) -> None:
    assert words(text, language) == expected


GRAMMAR = """language: en
intents:
  hotline_cost:
    data:
    - sentences: ["is [the] (call|phone) free"]
"""


def test_templates_are_expanded(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text(GRAMMAR, "utf8")
    texts = {"is the call free", "is the phone free", "is call free", "is phone free"}
    assert set(templates.expanded(tmp_path)) == {Example("en", text, "hotline_cost") for text in texts}


def test_every_language_has_templates_for_the_same_intents() -> None:
    found: dict[str, set[str]] = {}
    for one in templates.expanded():
        found.setdefault(one.language, set()).add(one.intent)
    assert set(found) == {"en", "es", "ja", "ko", "pt", "zh"}
    assert len({frozenset(intents) for intents in found.values()}) == 1
