"""Concepts: one name for words of six languages, so that what is learnt in one might serve in the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from benchmarks.examples import LINE
from madoguchi.tfidf import names_of
from madoguchi.understanding import Utterance
from madoguchi.understanding.features import features
from madoguchi.understanding.normalise import normalise

LOOKUPS = Path("benchmarks/lexicon/concepts.yml")
MARK = "\t\t"
"""Tells a concept from a word and from an n-gram."""


def with_concepts(utterance: Utterance) -> list[str]:
    return [*names_of(features, utterance), *named(utterance.text)]


def with_heavy_concepts(utterance: Utterance) -> list[str]:
    """Each as if it were said three times."""
    return [*names_of(features, utterance), *(3 * named(utterance.text))]


def named(text: str) -> list[str]:
    """The concepts that a message has a word of."""
    normalised = normalise(text)
    return [MARK + name for name, pattern in _patterns(LOOKUPS).items() if pattern.search(normalised)]


@lru_cache(maxsize=1)
def _patterns(path: Path) -> dict[str, re.Pattern[str]]:
    held = yaml.load(path.read_text("utf8"), yaml.CSafeLoader)["nlu"]
    return {one["lookup"]: _pattern(LINE.findall(one["examples"])) for one in held}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Latin words as wholes, with or without the plural's ending; others wherever they stand."""
    return re.compile("|".join(_bounded(normalise(word)) for word in words))


def _bounded(word: str) -> str:
    return rf"\b{re.escape(word)}(?:s|es)?\b" if word.isascii() else re.escape(word)
