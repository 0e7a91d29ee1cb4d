"""A message as the names of what it holds: character n-grams inside words, words, and pairs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.tfidf import Spans
from madoguchi.understanding.normalise import normalise

LONGEST_NGRAM = 4
BETWEEN = "\ue000"
"""A character of nobody's, that stays as it is."""


@dataclass(frozen=True)
class Utterance:
    """A message and its words in their dictionary forms."""

    text: str
    lemmas: tuple[str, ...] = ()


def features(utterance: Utterance, spans: Spans) -> None:
    """Adds each as often as the message holds it; words are told from n-grams by a tab.

    The n-grams need no spaces and forgive typos; the words know inflections.
    """
    spans.add_ngrams(normalise(utterance.text), LONGEST_NGRAM)
    spans.add(("\t" + lemma.replace(" ", "") for lemma in _normalised(utterance.lemmas)), pairs=True)


def _normalised(lemmas: Sequence[str]) -> list[str]:
    """Each as `normalise` has it, but all in one go."""
    return normalise(BETWEEN.join(lemmas)).split(BETWEEN) if lemmas else []
