"""Names that are parts of texts, told by where they stand, so that none of them need be made by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


class Spans:
    """The names that some items have, each as often as an item has it: gathered item by item, told all at once."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._places: list[Places] = []
        self._counts: list[int] = []
        self._count = 0

    def add_ngrams(self, text: str, longest: int) -> None:
        """The character n-grams inside each word, a space standing for its edges.

        Where a word with its edges is shorter than an n-gram, all of it stands for that.
        """
        words = text.split()
        if not words:
            return
        found, at = [], self._length
        for word in words:
            found.append(_within(len(word) + 2, longest) + at)
            at += len(word) + 2
        self._add(f" {'  '.join(words)} ", np.concatenate(found, axis=1))

    def add(self, names: Iterable[str], pairs: bool = False) -> None:
        """Each name; and, if wanted, each two that follow each other as one."""
        given = list(names)
        *starts, last = accumulate(map(len, given), initial=self._length)
        ends = [*starts[1:], last]
        if pairs:
            starts, ends = starts + starts[:-1], ends + ends[1:]
        if given:
            self._add("".join(given), np.array([starts, ends]))

    def close(self) -> None:
        """What comes now is the next item's."""
        self._counts.append(self._count)
        self._count = 0

    @property
    def text(self) -> str:
        """All texts, one behind the other."""
        return "".join(self._texts)

    @property
    def places(self) -> Places:
        """Where each name starts in the text, and where it ends."""
        return np.concatenate(self._places, axis=1) if self._places else np.zeros((2, 0), dtype=np.int64)

    @property
    def counts(self) -> list[int]:
        """How many names each item has."""
        return self._counts

    def names(self) -> list[str]:
        """The names themselves."""
        text, (starts, ends) = self.text, self.places.tolist()
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]

    def _add(self, text: str, places: Places) -> None:
        self._texts.append(text)
        self._length += len(text)
        self._places.append(places)
        self._count += places.shape[1]


Analyse = Callable[[Any, Spans], None]
"""Adds the names of an item."""


@dataclass(frozen=True)
class Spelt:
    """Analyses by a function that makes the names themselves."""

    names: Callable[[Any], Sequence[str]]

    def __call__(self, item: Any, spans: Spans) -> None:
        spans.add(self.names(item))


def names_of(analyse: Analyse, item: Any) -> list[str]:
    """What an analysis finds in an item."""
    spans = Spans()
    analyse(item, spans)
    return spans.names()


def ngrams(text: str, longest: int) -> list[str]:
    """As `Spans.add_ngrams` adds them."""
    spans = Spans()
    spans.add_ngrams(text, longest)
    return spans.names()


@lru_cache(maxsize=4096)
def _within(size: int, longest: int) -> Places:
    """Where the n-grams of a word of so many characters start, and where they end."""
    places = [
        (start, min(start + length, size))
        for length in range(1, longest + 1)
        for start in range(max(1, size - length + 1))
    ]
    return np.array(places, dtype=np.int64).T.copy()
