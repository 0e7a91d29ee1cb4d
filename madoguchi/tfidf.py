"""TF-IDF, learnt by scikit-learn and applied to one message at a time without its overhead of milliseconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


class Vector(NamedTuple):
    """The features that one message has (columns of the learnt matrix), and their weights of length 1."""

    indices: NDArray[np.int64]
    weights: NDArray[np.float32]


class Tfidf:
    """Sublinear TF-IDF with vectors of length 1 over the names that `analyse` gives for an item."""

    def __init__(self, analyse: Callable[[Any], Iterable[str]], rarest: int) -> None:
        self._analyse = analyse
        self._rarest = rarest

    def fit_transform(self, items: Sequence[Any]) -> csr_matrix:
        """Learns the features that at least `rarest` items have, and gives a row for each item."""
        learner = TfidfVectorizer(analyzer=self._analyse, sublinear_tf=True, min_df=self._rarest, dtype=np.float32)
        rows = learner.fit_transform(items)
        self._columns: dict[str, int] = {name: int(column) for name, column in learner.vocabulary_.items()}
        self._idf = learner.idf_.astype(np.float32)
        return rows

    def vector(self, item: Any) -> Vector:
        """The row that `fit_transform` would give for an item, in the order of its features' first mention."""
        counts = Counter(map(self._columns.get, self._analyse(item)))
        counts.pop(None, None)
        indices = np.fromiter(counts, dtype=np.int64, count=len(counts))
        counted = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1 + np.log(counted)) * self._idf[indices]
        return Vector(indices, weights / (np.sqrt(weights @ weights) or 1))


def ngrams(text: str, longest: int) -> list[str]:
    """The character n-grams inside each word, a space standing for its edges."""
    found: list[str] = []
    for word in text.split():
        padded = f" {word} "
        for length in range(1, longest + 1):
            starts = range(max(1, len(padded) - length + 1))
            found += [padded[start : start + length] for start in starts]
    return found
