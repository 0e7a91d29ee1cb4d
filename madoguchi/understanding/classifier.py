"""The intent of a message: a linear model, a naive Bayes model and the nearest examples, voting.

One model for all languages: what a loan word or a shared character teaches in one serves in the others. Each
part and weight is there because cross-validation says so (`benchmarks/README.md`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC
from sklearn.utils.extmath import softmax

from madoguchi.understanding.features import Utterance, Vectorizer
from madoguchi.understanding.neighbours import Neighbours

LINEAR, NEIGHBOURS, BAYES = 0.6, 0.2, 0.2
"""The parts' shares in the vote."""
SHARPNESS = 4.0
"""What the linear model's margins are multiplied by before they become probabilities."""


class Ensemble:
    """The three models on one matrix of features."""

    def fit(self, features: csr_matrix, intents: NDArray[np.str_]) -> Ensemble:
        self.intents: NDArray[np.str_]
        self.intents, labels = np.unique(intents, return_inverse=True)
        svm = LinearSVC(C=2.0, random_state=0).fit(features, labels)
        self._weights = np.ascontiguousarray(svm.coef_.T, dtype=np.float32)
        self._bias = svm.intercept_
        bayes = ComplementNB(alpha=0.1).fit(features, labels)
        self._log_weights = np.ascontiguousarray(bayes.feature_log_prob_.T, dtype=np.float32)
        self._neighbours = Neighbours().fit(features, labels, len(self.intents))
        return self

    def probabilities(self, features: csr_matrix) -> NDArray[np.float64]:
        """A row per message, a column per intent in the order of `intents`."""
        linear = softmax(SHARPNESS * (features @ self._weights + self._bias))
        bayes = softmax(np.asarray(features @ self._log_weights, dtype=np.float64))
        return np.asarray(
            LINEAR * linear + NEIGHBOURS * self._neighbours.probabilities(features) + BAYES * bayes
        )


class IntentModel:
    """The ensemble with its features, and a confidence that means what it says.

    The confidence is the share of held-out examples with such a vote that were understood rightly.
    """

    def fit(self, utterances: Sequence[Utterance], intents: Sequence[str]) -> IntentModel:
        self._vectorizer = Vectorizer()
        features, labels = self._vectorizer.fit_transform(utterances), np.asarray(intents)
        self._calibration = _calibrate(features, labels)
        self._ensemble = Ensemble().fit(features, labels)
        return self

    def ranking(self, utterance: Utterance) -> list[tuple[str, float]]:
        """The intents with their confidence, best first."""
        votes = self._ensemble.probabilities(self._vectorizer.transform([utterance]))[0]
        confidences = self._calibration.predict(votes)
        order = np.argsort(-votes)
        return [(str(self._ensemble.intents[one]), float(confidences[one])) for one in order]


def _calibrate(features: csr_matrix, labels: NDArray[np.str_]) -> IsotonicRegression:
    """From the best vote to the share of right ones among its like, on a quarter of the examples."""
    known, held_out = train_test_split(
        np.arange(len(labels)), test_size=0.25, random_state=0, stratify=labels
    )
    ensemble = Ensemble().fit(features[known], labels[known])
    votes = ensemble.probabilities(features[held_out])
    right = ensemble.intents[votes.argmax(axis=1)] == labels[held_out]
    return IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(votes.max(axis=1), right)
