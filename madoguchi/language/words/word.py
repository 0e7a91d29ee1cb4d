"""A word: where it stands, and the form under which a dictionary lists it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    lemma: str


def placed(text: str, pieces: Iterable[tuple[str, str]]) -> list[Word]:
    """Words from (surface, lemma) pairs, each found in the text after the one before it."""
    found, position = [], 0
    for surface, lemma in pieces:
        start = text.find(surface, position)
        if surface and start >= 0:
            found.append(Word(surface, start, lemma))
            position = start + len(surface)
    return found
