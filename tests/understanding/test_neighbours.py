"""The examples that are most like a message, each voting for its own class."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random
from sklearn.preprocessing import normalize

from madoguchi.tfidf import Vector
from madoguchi.understanding.neighbours import AT_ONCE, COMMON, VOTERS, Neighbours

FEATURES, CLASSES = 300, 5


def made(examples: int, density: float, seed: int) -> csr_matrix:
    """Rows of length 1."""
    return normalize(random(examples, FEATURES, density, format="csr", dtype=np.float32, random_state=seed))


def vectors(rows: csr_matrix) -> list[Vector]:
    return [Vector(row.indices.astype(np.int64), row.data) for row in rows]


def expected(rows: csr_matrix, labels: np.ndarray, message: Vector) -> np.ndarray:
    """By all similarities, one by one."""
    telling = np.asarray((rows > 0).sum(axis=0)).ravel() <= COMMON
    examples = normalize(rows.multiply(telling)).toarray()
    similarities = examples[:, message.indices] @ message.weights
    votes = np.zeros(CLASSES)
    for place in np.argsort(-similarities)[:VOTERS]:
        votes[labels[place]] += similarities[place] ** 3
    return votes / (votes.sum() or 1)


@pytest.mark.parametrize(
    ("examples", "density", "messages"),
    [(2000, 0.05, 40), (800, 0.9, 20), (10, 0.1, 20), (500, 0.02, 2 * AT_ONCE + 1), (30, 0.003, 30)],
    ids=["many", "most features too common", "fewer than vote", "more messages than at a time", "little in common"],
)
def test_the_nearest_vote_by_the_cube_of_their_similarity(examples: int, density: float, messages: int) -> None:
    rows, labels = made(examples, density, 1), np.random.default_rng(2).integers(0, CLASSES, examples)
    near, asked = Neighbours().fit(rows, labels, CLASSES), vectors(made(messages, density, 3))
    votes = near.votes(asked)
    assert votes.shape == (messages, CLASSES)
    for vote, message in zip(votes, asked, strict=True):
        assert np.allclose(vote, expected(rows, labels, message), atol=1e-4)


def test_a_message_that_shares_nothing_has_no_votes_and_takes_none_from_others() -> None:
    rows = csr_matrix(np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32))
    near = Neighbours().fit(rows, np.array([0, 1]), 2)
    nothing = Vector(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
    unlike, like = (Vector(np.array([place]), np.ones(1, dtype=np.float32)) for place in (2, 1))
    assert near.votes([nothing, unlike, like]).tolist() == [[0, 0], [0, 0], [0, 1]]
