"""TF-IDF, learnt by scikit-learn and applied to a few messages without its overhead of milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from madoguchi.tfidf.hashing import Hashes, hashes
from madoguchi.tfidf.spans import Analyse, Spans

AT_ONCE = 1000
"""Names whose hashes are made at a time."""


class Vector(NamedTuple):
    """The features that one message has (columns of the learnt matrix), and their weights of length 1."""

    indices: NDArray[np.int64]
    weights: NDArray[np.float32]


class Tfidf:
    """Sublinear TF-IDF with vectors of length 1 over the names that `analyse` adds for an item."""

    def __init__(self, analyse: Analyse, rarest: int) -> None:
        self._analyse = analyse
        self._rarest = rarest

    def fit_transform(self, items: Sequence[Any]) -> csr_matrix:
        """Learns the features that at least `rarest` items have, and gives a row for each item.

        Raises ValueError for two features that could not be told apart.
        """
        # Here, since a server does without it.
        from sklearn.feature_extraction.text import TfidfVectorizer

        learner = TfidfVectorizer(
            analyzer=lambda item: self._spans([item]).names(),
            sublinear_tf=True,
            min_df=self._rarest,
            dtype=np.float32,
        )
        rows = learner.fit_transform(items)
        self._hashes, self._columns = _sorted(list(learner.get_feature_names_out()))
        self._idf = learner.idf_.astype(np.float32)
        return rows

    def vector(self, item: Any) -> Vector:
        """The row that `fit_transform` would give for an item."""
        return self.vectors([item])[0]

    def vectors(self, items: Sequence[Any]) -> list[Vector]:
        """The row for each of the items."""
        spans, size = self._spans(items), len(self._idf)
        names = hashes(spans)
        places = self._hashes.searchsorted(names)
        places[places == size] = 0
        known = (self._hashes[places] == names).nonzero()[0]
        owners = np.arange(len(items)).repeat(spans.counts)
        kinds, counts = _counted(owners[known] * size + self._columns[places[known]])
        rows, columns = np.divmod(kinds, size)
        weights = (1 + np.log(counts)).astype(np.float32) * self._idf[columns]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(items)))
        weights /= lengths[rows].astype(np.float32)
        bounds = rows.searchsorted(np.arange(len(items) + 1)).tolist()
        return [Vector(columns[start:end], weights[start:end]) for start, end in pairwise(bounds)]

    def _spans(self, items: Iterable[Any]) -> Spans:
        spans = Spans()
        for item in items:
            self._analyse(item, spans)
            spans.close()
        return spans


def _sorted(names: list[str]) -> tuple[Hashes, NDArray[np.int32]]:
    """The hashes of all names, in their order, and the places of the names that they are of."""
    made = np.concatenate([_of(names[first : first + AT_ONCE]) for first in range(0, len(names), AT_ONCE)])
    order = made.argsort(kind="stable")
    if (made[order][1:] == made[order][:-1]).any():
        raise ValueError("two features have the same hash: choose another base in madoguchi/tfidf/hashing.py")
    return made[order], order.astype(np.int32)


def _of(names: list[str]) -> Hashes:
    spans = Spans()
    spans.add(names)
    return hashes(spans)


def _counted(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each once, in order, and how often it was there: `numpy.unique`, which takes longer for so few."""
    values.sort()
    edges = (values[1:] != values[:-1]).nonzero()[0] + 1
    bounds = np.zeros(len(edges) + 2, dtype=np.int64)
    bounds[1:-1], bounds[-1] = edges, len(values)
    if not len(values):
        return values, values
    return values[bounds[:-1]], bounds[1:] - bounds[:-1]
