"""What each part of our intent model is worth, and where to stop answering.

    python -m benchmarks.ablations [--share 0.2] [--only thresholds]

Learns from four fifths of the training examples; asks the fifth that was held out, and the questions of MADOGUCHI_EVAL.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from benchmarks.examples import Example, questions, split, training_examples
from benchmarks.measure import judged
from benchmarks.report import percent, table
from benchmarks.systems import FALLBACK, utterance
from madoguchi.evaluation.questions import Judged, by_language, macro
from madoguchi.tfidf import Tfidf
from madoguchi.understanding import IntentModel, Utterance
from madoguchi.understanding.classifier import SHARPNESS
from madoguchi.understanding.doubt import decide
from madoguchi.understanding.features import features
from madoguchi.understanding.neighbours import Neighbours

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
Shares = tuple[float, float, float]
OURS: Shares = (0.6, 0.2, 0.2)
Analyse = Callable[[Utterance], list[str]]


class Votes(NamedTuple):
    """Of each model for each message: a row of shares for the intents."""

    intents: NDArray[np.str_]
    linear: NDArray[np.float64]
    neighbours: NDArray[np.float64]
    bayes: NDArray[np.float64]

    def best(self, shares: Shares) -> list[str]:
        mixed = shares[0] * self.linear + shares[1] * self.neighbours + shares[2] * self.bayes
        return [str(self.intents[one]) for one in mixed.argmax(axis=1)]


class Variant(NamedTuple):
    """What is learnt, where it isn't as in our model."""

    analyse: Analyse = features
    rarest: int = 2
    penalty: float = 2.0


class Ablations:
    def __init__(self, known: Sequence[Example], held_out: Sequence[Example], dev: Sequence[Example]) -> None:
        self.known = known
        self.asked = [*held_out, *dev]
        self._held_out = len(held_out)
        self._utterances = {
            (one.text, one.language): utterance(one.text, one.language) for one in [*known, *self.asked]
        }

    def votes(self, variant: Variant, known: Sequence[Example], asked: Sequence[Example]) -> Votes:
        tfidf = Tfidf(variant.analyse, variant.rarest)
        rows = tfidf.fit_transform([self.utterance(one) for one in known])
        intents, labels = np.unique([one.intent for one in known], return_inverse=True)
        svm = LinearSVC(C=variant.penalty, random_state=0).fit(rows, labels)
        bayes = ComplementNB(alpha=0.1).fit(rows, labels)
        near = Neighbours().fit(rows, labels, len(intents))
        vectors = [tfidf.vector(self.utterance(one)) for one in asked]
        return Votes(
            intents,
            np.array(
                [softmax(SHARPNESS * (svm.coef_[:, one.indices] @ one.weights + svm.intercept_)) for one in vectors]
            ),
            np.array([near.vote(one) for one in vectors]),
            np.array([softmax(bayes.feature_log_prob_[:, one.indices] @ one.weights) for one in vectors]),
        )

    def by_language(self, shares: Shares) -> list[str]:
        """One model for each language, which is taken as known."""
        got = {}
        for language in sorted({one.language for one in self.known}):
            asked = [one for one in self.asked if one.language == language]
            votes = self.votes(Variant(), [one for one in self.known if one.language == language], asked)
            got |= dict(zip([(one.text, one.language) for one in asked], votes.best(shares), strict=True))
        return [got[one.text, one.language] for one in self.asked]

    def row(self, name: str, got: Sequence[str]) -> list[str]:
        """Shares on the held out, then on the questions."""
        told = judged(self.asked, got)
        parts = (told[: self._held_out], told[self._held_out :])
        return [name, *(percent(one) for part in parts for one in figures(part))]

    def utterance(self, one: Example) -> Utterance:
        return self._utterances[one.text, one.language]


def figures(told: Sequence[Judged]) -> list[float | None]:
    score = macro(by_language(told).values())
    return [score.in_scope, score.out_of_scope, score.wrong_answers]


def characters(one: Utterance) -> list[str]:
    return [name for name in features(one) if not name.startswith("\t")]


def words_only(one: Utterance) -> list[str]:
    return [name for name in features(one) if name.startswith("\t")]


def ablations(data: Ablations) -> Iterator[list[str]]:
    def variant(name: str, **changes: object) -> list[str]:
        found = data.votes(Variant(**changes), data.known, data.asked)  # type: ignore[arg-type]
        return data.row(name, found.best(OURS))

    ours = data.votes(Variant(), data.known, data.asked)
    yield data.row("**ours**, no threshold", ours.best(OURS))
    yield data.row("SVM alone", ours.best((1, 0, 0)))
    yield data.row("SVM, neighbours", ours.best((0.8, 0.2, 0)))
    yield data.row("SVM, naive Bayes", ours.best((0.8, 0, 0.2)))
    yield data.row("neighbours 0.4", ours.best((0.4, 0.4, 0.2)))
    yield data.row("naive Bayes 0.4", ours.best((0.4, 0.2, 0.4)))
    yield data.row("neighbours alone", ours.best((0, 1, 0)))
    yield data.row("naive Bayes alone", ours.best((0, 0, 1)))
    yield variant("character n-grams only", analyse=characters)
    yield variant("words and pairs only", analyse=words_only)
    yield variant("features in 1 example or more", rarest=1)
    yield variant("features in 3 examples or more", rarest=3)
    yield variant("C = 1", penalty=1.0)
    yield variant("C = 0.5", penalty=0.5)
    yield data.row("one model for each language", data.by_language(OURS))


def thresholds(data: Ablations) -> Iterator[list[str]]:
    """The whole model with its calibrated confidence, for each threshold."""
    model = IntentModel().fit([data.utterance(one) for one in data.known], [one.intent for one in data.known])
    rankings = [model.ranking(data.utterance(one)) for one in data.asked]
    for threshold in THRESHOLDS:
        got = [one[0][0] if decide(one, threshold) is None else FALLBACK for one in rankings]
        yield data.row(f"{threshold}", got)


TABLES = {"thresholds": thresholds, "ablations": ablations}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablations")
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    parser.add_argument("--dev", type=Path, default=os.environ.get("MADOGUCHI_EVAL"))
    parser.add_argument("--share", type=float, default=0.2, help="of the training data, stratified")
    parser.add_argument("--only", choices=TABLES, help="one of the tables")
    options = parser.parse_args()
    examples = split(training_examples(options.data), options.share)[0]
    held_out, known = split(examples, 0.2, seed=1)
    data = Ablations(known, held_out, questions(options.dev))
    print(f"{len(known)} learnt, {len(held_out)} held out\n", flush=True)
    kinds = ["in scope", "out of scope", "wrong answers"]
    header = ["", *(f"{kind}, {where}" for where in ("held out", "dev") for kind in kinds)]
    for rows in [TABLES[options.only]] if options.only else TABLES.values():
        for line in table(header, rows(data)):
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
