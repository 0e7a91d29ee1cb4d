"""An ensemble for a few hundred English examples, none of them out of scope, and a head that says when to refuse.

The head is a logistic regression on how sure the ensemble is and how familiar a message looks. It learns from training
data alone: whole intents and some examples of the others are left out, and asked with what other data sets have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from madoguchi.tfidf import Spelt, Tfidf, ngrams
from madoguchi.understanding.classifier import SHARPNESS
from madoguchi.understanding.normalise import normalise

OUTSIDE = "NO_NODES_DETECTED"
"""The label of what is out of scope."""
WORD = re.compile(r"\w+(?:'\w+)?")
ENDING = re.compile(r"(?<=\w{3})(?:ings|ing|ies|ers|er|ed|es|s|ly|e)$")
VOTERS = 15
ROUNDS = 5
"""How often each data set is taken apart for the head."""
NEAR, FAR = 0.7, 0.5
"""Messages of hidden intents, and of other data sets, for each one in scope."""

Labelled = Sequence[tuple[str, str]]


def as_the_bot(text: str) -> list[str]:
    return [*ngrams(normalise(text), 4), *_with_pairs(_words(text))]


def characters(text: str) -> list[str]:
    return list(ngrams(normalise(text), 5))


def stems(text: str) -> list[str]:
    return _with_pairs([ENDING.sub("", word) for word in _words(text)])


def characters_and_stems(text: str) -> list[str]:
    return [*ngrams(normalise(text), 4), *stems(text)]


def _words(text: str) -> list[str]:
    return WORD.findall(normalise(text))


def _with_pairs(words: Sequence[str]) -> list[str]:
    marked = ["\t" + word for word in words]
    return [*marked, *(one + other for one, other in pairwise(marked))]


class Seen(NamedTuple):
    """What one set of features makes of messages: a row for each."""

    margins: NDArray[np.float64]
    """Of a linear SVM, for each intent."""
    neighbours: NDArray[np.float64]
    """The nearest examples' votes, for each intent."""
    nearest: NDArray[np.float64]
    """The cosine with the nearest example."""
    known: NDArray[np.float64]
    """The share of the features that any example has."""


class View:
    """One set of features, with what was learnt of it."""

    def __init__(self, analyse: Callable[[str], list[str]], train: Labelled, labels: NDArray[np.int64]) -> None:
        self._analyse, self._labels = analyse, labels
        self._tfidf = Tfidf(Spelt(analyse), rarest=1)
        self._rows = self._tfidf.fit_transform([text for text, _ in train])
        self._names = {name for text, _ in train for name in analyse(text)}
        self._svm = LinearSVC(C=2.0, random_state=0).fit(self._rows, labels)

    def see(self, texts: Sequence[str]) -> Seen:
        return Seen(*map(np.array, zip(*map(self._see, texts), strict=True)))

    def _see(self, text: str) -> tuple[NDArray[np.float64], NDArray[np.float64], float, float]:
        message, names = self._tfidf.vector(text), self._analyse(text)
        similar = self._rows[:, message.indices] @ message.weights
        margins = self._svm.coef_[:, message.indices] @ message.weights + self._svm.intercept_
        best = np.argsort(-similar)[:VOTERS]
        votes = np.bincount(self._labels[best], similar[best] ** 3, minlength=len(margins))
        known = sum(name in self._names for name in names) / max(1, len(names))
        return margins, votes / (votes.sum() or 1), similar.max(initial=0.0), known


class Ensemble:
    """0.4 an SVM on characters, 0.4 one on characters and stems, 0.2 the nearest examples by stems."""

    def __init__(self, train: Labelled) -> None:
        self.intents, labels = np.unique([label for _, label in train], return_inverse=True)
        views = {"bot": as_the_bot, "characters": characters, "stems": stems, "both": characters_and_stems}
        self._views = {name: View(analyse, train, labels) for name, analyse in views.items()}

    def ask(self, texts: Sequence[str]) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
        """The best intent of each message, and what the head judges it by."""
        seen = {name: view.see(texts) for name, view in self._views.items()}
        votes = 0.2 * seen["stems"].neighbours
        for name in ("characters", "both"):
            votes = votes + 0.4 * softmax(SHARPNESS * seen[name].margins, axis=1)
        best = votes.argmax(axis=1)
        agreed = [seen[name].margins.argmax(axis=1) == best for name in ("characters", "stems", "both")]
        signs = [*_lead(votes), *_lead(seen["both"].margins)]
        signs += [getattr(seen[name], sign) for sign in ("nearest", "known") for name in ("bot", "stems")]
        signs += [np.mean(agreed, axis=0), seen["stems"].neighbours.argmax(axis=1) == best]
        signs += [np.log1p([len(_words(text)) for text in texts])]
        return self.intents[best], np.column_stack(signs)


def _lead(scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The best of each row, and how far it is ahead."""
    ordered = np.sort(scores, axis=1)
    return ordered[:, -1], ordered[:, -1] - ordered[:, -2]


def learn_head(trained_on: Sequence[Labelled], strangers: Sequence[str]) -> Pipeline:
    """Of all data sets' training examples, and messages that are out of scope of any of them."""
    rng = np.random.default_rng(0)
    signs, right = [], []
    for train in trained_on:
        others = [text for other in trained_on if other is not train for text, _ in other]
        for _ in range(ROUNDS):
            known, asked = _taken_apart(train, [*strangers, *others], rng)
            best, told = Ensemble(known).ask([text for text, _ in asked])
            signs.append(told)
            right.append(best == [label for _, label in asked])
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1)).fit(np.vstack(signs), np.concatenate(right))


def _taken_apart(train: Labelled, strangers: Sequence[str], rng: np.random.Generator) -> tuple[Labelled, Labelled]:
    """What is learnt, without a quarter of the intents, and what is asked, those intents among it."""
    intents = sorted({label for _, label in train})
    hidden = set(rng.choice(intents, max(2, len(intents) // 4), replace=False))
    left = [one for one in train if one[1] not in hidden]
    mixed = [left[place] for place in rng.permutation(len(left))]
    size = len(left) // 4
    known = mixed[size:]
    learnt = {label for _, label in known}
    return known, [
        *(one for one in mixed[:size] if one[1] in learnt),
        *_outside([text for text, label in train if label in hidden], int(NEAR * size), rng),
        *_outside(strangers, int(FAR * size), rng),
    ]


def _outside(texts: Sequence[str], size: int, rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    yield from ((texts[place], OUTSIDE) for place in rng.permutation(len(texts))[:size])
