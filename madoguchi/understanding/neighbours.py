"""A vote of the training examples that are most like a message."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from madoguchi.tfidf import Vector

VOTERS = 15
BLOCKS = 256
"""In so many are the examples looked through."""
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
        best = _greatest(similarities, VOTERS)
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


def _greatest(values: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """The places of so many of the greatest. One that is less than the greatest of as many blocks is not among them."""
    if len(values) <= most:
        return np.arange(len(values))
    whole = values[: len(values) // BLOCKS * BLOCKS]
    bound = np.partition(whole.reshape(BLOCKS, -1).max(axis=1), -most)[-most] if len(whole) else -np.inf
    near = np.flatnonzero(values >= bound)
    return np.asarray(near[np.argpartition(values[near], -most)[-most:]])
