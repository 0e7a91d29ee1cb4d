"""A vote of the training examples that are most like a message."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from madoguchi.tfidf import Vector

VOTERS = 15
COMMON = 500
"""Examples that a feature may occur in and still tell who is near; the commoner ones cost most and tell least."""


class Neighbours:
    """The nearest examples by cosine over the telling features, each voting with the cube of its similarity."""

    def fit(self, rows: csr_matrix, labels: NDArray[np.int64], classes: int) -> Neighbours:
        telling = np.bincount(rows.indices, minlength=rows.shape[1]) <= COMMON
        examples = normalize(rows @ diags(telling.astype(np.float32))).T.tocsr()
        examples.eliminate_zeros()
        self._ends, self._examples, self._weights = examples.indptr, examples.indices, examples.data
        self._labels = labels
        self._classes = classes
        return self

    def vote(self, message: Vector) -> NDArray[np.float64]:
        """A share for each class; zeros for a message that shares nothing with any example."""
        similarities = self._similarities(message)
        best = np.argpartition(similarities, -VOTERS)[-VOTERS:] if len(similarities) > VOTERS else slice(None)
        votes = np.bincount(self._labels[best], similarities[best] ** 3, minlength=self._classes)
        return votes / (votes.sum() or 1)

    def _similarities(self, message: Vector) -> NDArray[np.float64]:
        """With every example, up to a factor, which a vote is not changed by."""
        starts, ends = self._ends[message.indices], self._ends[message.indices + 1]
        held = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        if not held:
            return np.zeros(len(self._labels))
        examples = np.concatenate([self._examples[one] for one in held])
        weights = np.concatenate([self._weights[one] for one in held]) * np.repeat(message.weights, ends - starts)
        return np.asarray(np.bincount(examples, weights, minlength=len(self._labels)), dtype=np.float64)
