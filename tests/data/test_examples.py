"""The training data: enough in every language, nothing twice, nothing that we measure by."""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import LANGUAGES, LOCALES, ROOT
from tests.examples import Example, examples

DOMAIN = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf8"))
ONLY_A_BUTTON = {"none_of_these"}
OUTSIDE = "out_of_scope"
FEWEST, FEWEST_OUTSIDE = 15, 60
REWORDED = 0.7
"""Share of the character trigrams in common from which on a sentence is the other one reworded."""
A_WORD = 3
"""Up to so many letters ("yes", はい, "ok") everybody says the same without knowing of each other."""


def plain(text: str) -> str:
    """The text without what does not change a question: width, case, punctuation, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_of_the_domain_has_enough_examples(language: str) -> None:
    counted = Counter(one.intent for one in examples() if one.language == language)
    wanted = {intent: FEWEST for intent in DOMAIN["intents"] if intent not in ONLY_A_BUTTON} | {OUTSIDE: FEWEST_OUTSIDE}
    assert {intent: counted[intent] for intent, least in wanted.items() if counted[intent] < least} == {}


def test_no_example_is_of_an_intent_that_the_domain_lacks() -> None:
    assert {one.intent for one in examples()} <= set(DOMAIN["intents"])


def test_the_folders_are_the_languages_and_hold_the_same_files() -> None:
    folders = sorted((ROOT / "data/nlu").iterdir())
    assert [folder.name for folder in folders] == sorted(LANGUAGES)
    assert len({tuple(sorted(file.name for file in folder.iterdir())) for folder in folders}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_is_of_two_intents(language: str) -> None:
    found: dict[str, list[Example]] = defaultdict(list)
    for one in examples():
        if one.language == language:
            found[unicodedata.normalize("NFKC", one.text).casefold()].append(one)
    twice = [ones for ones in found.values() if len({one.intent for one in ones}) > 1]
    assert [f"{one.place} {one.intent}: {one.text}" for ones in twice for one in ones] == []


def test_examples_are_plain_text() -> None:
    """Entities come from our own components; a bracket or a brace would be read as one of Rasa's."""
    assert [one.place for one in examples() if "](" in one.text or "]{" in one.text] == []


class Measured:
    """The questions that the bot is measured by; what a failing test prints must not give them away."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {text for text in texts if len(plain(text)) > A_WORD}

    def __repr__(self) -> str:
        return f"<{len(self._texts)} questions>"

    def same(self) -> list[str]:
        """Where an example is one of them."""
        asked = {plain(text) for text in self._texts}
        return [f"{one.place} {one.intent}" for one in examples() if plain(one.text) in asked]

    def reworded(self) -> list[str]:
        """Where an example is one of them in nearly the same words."""
        asked = Reworded(self._texts)
        return [f"{one.place} {one.intent}" for one in examples() if asked.any_like(one.text)]


@pytest.fixture(scope="module")
def measured() -> Measured:
    folder = os.environ.get("MADOGUCHI_EVAL")
    if not folder:
        pytest.skip("MADOGUCHI_EVAL is not set to the folder of the questions")
    questions = list(_questions(Path(folder)))
    if not questions:
        pytest.fail(f"MADOGUCHI_EVAL: no questions below {folder}", pytrace=False)
    return Measured(questions)


def _questions(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.jsonl")):
        for line in file.read_text(encoding="utf8").splitlines():
            if line.strip():
                yield from _texts(json.loads(line))


def _texts(line: dict[str, object]) -> Iterator[str]:
    if isinstance(text := line.get("text"), str):
        yield text
    for turn in line.get("turns") or []:  # type: ignore[attr-defined]
        if isinstance(turn.get("user"), str):
            yield turn["user"]


def test_no_example_is_a_question_that_we_measure_by(measured: Measured) -> None:
    assert measured.same() == []


def test_no_example_is_such_a_question_reworded(measured: Measured) -> None:
    assert measured.reworded() == []


class Reworded:
    """Finds texts that share nearly all of their trigrams (Jaccard), by those that are rarest."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = [trigrams(text) for text in texts]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, known in enumerate(self._known):
            for trigram in known:
                self._holders[trigram].append(number)

    def any_like(self, text: str) -> bool:
        own = trigrams(text)
        # Two sets that share so much differ in the rest at most, so one of these must be common.
        different = int(len(own) * (1 - REWORDED))
        rarest = sorted(own, key=lambda one: len(self._holders.get(one, ())))[: different + 1]
        near = {number for trigram in rarest for number in self._holders.get(trigram, ())}
        return any(len(own & self._known[one]) >= REWORDED * len(own | self._known[one]) for one in near)


def trigrams(text: str) -> frozenset[str]:
    padded = f" {plain(text)} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


LIKE = [
    ("マイナンバーの電話番号を教えてください", "マイナンバーの電話番号を教えてください。", True),
    ("When does the call centre open on Sundays?", "when does the call centre open on sundays", True),
    ("When does the call centre open?", "What is the number of the call centre?", False),
    ("罰則はありますか", "電話は無料ですか", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "alike"), LIKE)
def test_rewording_is_recognised(one: str, other: str, alike: bool) -> None:
    assert Reworded([one]).any_like(other) is alike


def test_each_locale_is_of_a_language_with_examples() -> None:
    assert {locale.partition("-")[0] for locale in LOCALES} == {one.language for one in examples()}
