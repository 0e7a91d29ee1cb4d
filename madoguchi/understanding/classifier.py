"""The intent of a message: a linear model, a naive Bayes model and the nearest examples, voting.

One model for all languages: what a loan word or a shared character teaches in one serves in the others. What each
part is worth is measured in `benchmarks/README.md`: the linear model does nearly all, the others help it to refuse.

scikit-learn is imported where a model is fitted: a server does without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from madoguchi.softmax import softmax
from madoguchi.tfidf import Tfidf, Vector
from madoguchi.understanding.features import Utterance, features
from madoguchi.understanding.neighbours import Neighbours

LINEAR, NEIGHBOURS, BAYES = 0.6, 0.2, 0.2
"""The parts' shares in the vote."""
SHARPNESS = 4.0
"""What the linear model's margins are multiplied by before they become probabilities."""


Ranking = list[tuple[str, float]]
"""Intents with their confidence, best first."""


class Ensemble:
    """The three models on one matrix of features."""

    def fit(self, rows: csr_matrix, intents: NDArray[np.str_]) -> Ensemble:
        from sklearn.naive_bayes import ComplementNB
        from sklearn.svm import LinearSVC

        self.intents: NDArray[np.str_]
        self.intents, labels = np.unique(intents, return_inverse=True)
        svm = LinearSVC(C=2.0, random_state=0).fit(rows, labels)
        bayes = ComplementNB(alpha=0.1).fit(rows, labels)
        # A feature's weights for both models in one row, so that a message looks for each of its features once. Three
        # digits of each are enough: the sum of a message's hundred is nearer than that to the exact one.
        self._weights = np.vstack([svm.coef_, bayes.feature_log_prob_]).T.astype(np.float16, order="C")
        self._bias = svm.intercept_.astype(np.float32)
        self._neighbours = Neighbours().fit(rows, labels, len(self.intents))
        return self

    def votes(self, messages: Sequence[Vector]) -> NDArray[np.float64]:
        """A row for each message, in it a share for each of `intents`, in their order."""
        products = np.array([one.weights @ self._weights[one.indices].astype(np.float32) for one in messages])
        margins, log_likelihoods = products[:, : len(self.intents)], products[:, len(self.intents) :]
        linear, bayes = softmax(SHARPNESS * (margins + self._bias)), softmax(log_likelihoods)
        return np.asarray(LINEAR * linear + NEIGHBOURS * self._neighbours.votes(messages) + BAYES * bayes)


class IntentModel:
    """The ensemble with its features, and a confidence that means what it says.

    The confidence is the share of messages with such a vote that were understood rightly among examples held out.
    """

    def fit(self, utterances: Sequence[Utterance], intents: Sequence[str]) -> IntentModel:
        self._tfidf = Tfidf(features, rarest=2)
        rows, labels = self._tfidf.fit_transform(utterances), np.asarray(intents)
        with ThreadPoolExecutor(max_workers=1) as beside:  # scikit-learn fits linear models without the GIL
            calibration = beside.submit(_calibrate, rows, labels)
            self._ensemble = Ensemble().fit(rows, labels)
            self._calibration = calibration.result()
        return self

    def ranking(self, utterance: Utterance, prior: Mapping[str, float] | None = None) -> Ranking:
        """The intents with their confidence, best first; `prior` has a factor for those that the context favours."""
        return self.rankings([utterance], [prior or {}])[0]

    def rankings(self, utterances: Sequence[Utterance], priors: Sequence[Mapping[str, float]]) -> list[Ranking]:
        """As `ranking` each, for less: whatever NumPy is asked for takes it about as long for one as for ten."""
        votes = self._ensemble.votes(self._tfidf.vectors(utterances)) * self._factors(priors)
        votes /= votes.sum(axis=1, keepdims=True)
        order = np.argsort(-votes, axis=1, kind="stable")
        confidences = np.interp(np.take_along_axis(votes, order, axis=1), *self._calibration)
        named = self._ensemble.intents[order].tolist()
        return [list(zip(*one, strict=True)) for one in zip(named, confidences.tolist(), strict=True)]

    def _factors(self, priors: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        places = {intent: place for place, intent in enumerate(self._ensemble.intents.tolist())} if any(priors) else {}
        factors = np.ones((len(priors), len(self._ensemble.intents)))
        for row, prior in zip(factors, priors, strict=True):
            for intent in prior.keys() & places.keys():
                row[places[intent]] = prior[intent]
        return factors


Calibration = tuple[NDArray[np.float64], NDArray[np.float64]]


def _calibrate(rows: csr_matrix, labels: NDArray[np.str_]) -> Calibration:
    """From the best vote to the share of right ones among its like, on a quarter of the examples, held out."""
    from sklearn.isotonic import IsotonicRegression

    known, held_out = _split(labels)
    ensemble = Ensemble().fit(rows[known], labels[known])
    votes = ensemble.votes([Vector(row.indices, row.data) for row in rows[held_out]])
    right = ensemble.intents[votes.argmax(axis=1)] == labels[held_out]
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0).fit(votes.max(axis=1), right)
    return fitted.X_thresholds_, fitted.y_thresholds_


def _split(labels: NDArray[np.str_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of what is known and of the quarter held out; an intent's only example is known."""
    from sklearn.model_selection import train_test_split

    _, codes, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    several, lone = np.flatnonzero(sizes[codes] > 1), np.flatnonzero(sizes[codes] == 1)
    known, held_out = train_test_split(several, test_size=0.25, random_state=0, stratify=labels[several])
    return np.append(known, lone), held_out
