"""A vote of the training examples that are most like a message."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from madoguchi.tfidf import Vector

VOTERS = 15
COMMON = 500
"""Examples that a feature may occur in and still tell who is near; the commoner ones cost most and tell least."""
AT_ONCE = 100
"""Messages that are compared at a time: each is like thousands of examples."""


class Neighbours:
    """The nearest examples by cosine over the telling features, each voting with the cube of its similarity."""

    def fit(self, rows: csr_matrix, labels: NDArray[np.int64], classes: int) -> Neighbours:
        from sklearn.preprocessing import normalize  # here, since a server does without it

        telling = np.bincount(rows.indices, minlength=rows.shape[1]) <= COMMON
        examples = normalize(rows @ diags(telling.astype(np.float32))).T.tocsr()
        examples.eliminate_zeros()
        self._examples = examples.astype(np.float32)
        self._labels = labels
        self._classes = classes
        return self

    def votes(self, messages: Sequence[Vector]) -> NDArray[np.float64]:
        """For each message a share for each class; zeros for one that shares nothing with any example."""
        groups = [messages[first : first + AT_ONCE] for first in range(0, len(messages), AT_ONCE)]
        return np.array([vote for group in groups for vote in self._votes(group)])

    def _votes(self, messages: Sequence[Vector]) -> list[NDArray[np.float64]]:
        # Up to a factor, the cosine with every example that shares a feature: a vote is not changed by it.
        similar = _rows(messages, self._examples.shape[0]) @ self._examples
        bounds = similar.indptr.tolist()
        return [
            self._vote(similar.indices[start:end], similar.data[start:end].astype(np.float64))
            for start, end in pairwise(bounds)
        ]

    def _vote(self, examples: NDArray[np.int32], similarities: NDArray[np.float64]) -> NDArray[np.float64]:
        if len(examples) > VOTERS:
            best = np.argpartition(similarities, -VOTERS)[-VOTERS:]
            examples, similarities = examples[best], similarities[best]
        votes = np.bincount(self._labels[examples], similarities**3, minlength=self._classes)
        return np.asarray(votes / (votes.sum() or 1))


def _rows(messages: Sequence[Vector], features: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(one.indices) for one in messages)])
    indices, weights = (np.concatenate(parts) for parts in zip(*messages, strict=True))
    return csr_matrix((weights, indices, ends), shape=(len(messages), features))
