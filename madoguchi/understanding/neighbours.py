"""A vote of the training examples that are most like a message."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

VOTERS = 15
COMMON = 500
"""Examples that a feature may occur in and still tell who is near; commoner ones cost most and tell least."""


class Neighbours:
    """The nearest examples by cosine, each voting with the cube of its similarity."""

    def fit(self, features: csr_matrix, labels: NDArray[np.int64], classes: int) -> Neighbours:
        occurrences = np.bincount(features.indices, minlength=features.shape[1])
        self._telling = np.flatnonzero(occurrences <= COMMON)
        self._examples = normalize(features[:, self._telling]).T.tocsr()
        self._labels = labels
        self._classes = classes
        return self

    def probabilities(self, features: csr_matrix) -> NDArray[np.float64]:
        """A row per message; zeros for one that shares nothing with any example."""
        similar = normalize(features[:, self._telling]) @ self._examples
        return np.array(
            [self._vote(similar.indices[a:b], similar.data[a:b]) for a, b in _rows(similar.indptr)]
        )

    def _vote(self, examples: NDArray[np.int64], similarities: NDArray[np.float64]) -> NDArray[np.float64]:
        votes = np.zeros(self._classes)
        if len(similarities) > VOTERS:
            best = np.argpartition(similarities, -VOTERS)[-VOTERS:]
            examples, similarities = examples[best], similarities[best]
        np.add.at(votes, self._labels[examples], similarities**3)
        return votes / votes.sum() if votes.any() else votes


def _rows(ends: NDArray[np.int64]) -> Sequence[tuple[int, int]]:
    return list(pairwise(ends))
