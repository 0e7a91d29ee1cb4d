"""Which training examples a sentence is like. Knows no database."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from review.learning.sentences import Example

SAME = 0.999
NEAR = 0.6
"""Of the likeness: from here on an example is worth showing."""
SHOWN = 3


@dataclass(frozen=True)
class Neighbour:
    text: str
    intent: str
    likeness: float


def neighbours(text: str, examples: Iterable[Example]) -> list[Neighbour]:
    """The examples that are like it, nearest first; a likeness of 1 is the same but for widths and case."""
    own = grams(text)
    near = (Neighbour(one.text, one.intent, round(likeness(own, grams(one.text)), 3)) for one in examples)
    return sorted((one for one in near if one.likeness >= NEAR), key=lambda one: -one.likeness)[:SHOWN]


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Dice's coefficient: the share of what both have."""
    together = len(first) + len(second)
    return 2 * len(first & second) / together if together else 0.0


def grams(text: str) -> frozenset[str]:
    """Single characters and pairs of them, without what does not matter: widths, case, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(one for one in folded if one.isalnum())
    return frozenset([*letters, *(letters[index : index + 2] for index in range(len(letters) - 1))])
