"""What each part of our intent model is worth, and what else might serve.

    python -m benchmarks.ablations [--share 0.2] [--only concepts]

Of the training examples, one in 25 is held out and asked, whatever the share of the others that is learnt; so are the
questions of MADOGUCHI_EVAL.
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

from benchmarks import concepts, morphology, templates
from benchmarks.examples import Example, questions, split, training_examples
from benchmarks.measure import judged
from benchmarks.report import percent, table
from madoguchi.evaluation.questions import Judged, by_language, macro
from madoguchi.tfidf import Spelt, Tfidf, names_of
from madoguchi.understanding import Utterance
from madoguchi.understanding.classifier import BAYES, LINEAR, NEIGHBOURS, SHARPNESS
from madoguchi.understanding.features import features
from madoguchi.understanding.neighbours import Neighbours

HELD_OUT = 0.04
MOST_EXPANDED = 40
"""Sentences of a template's intent in a language; a grammar makes hundreds that are much alike."""
Shares = tuple[float, float, float]
SHARES: Shares = (LINEAR, NEIGHBOURS, BAYES)
"""Of the SVM, the neighbours and naive Bayes, as ours has them."""
Analyse = Callable[[Utterance], list[str]]


def named(utterance: Utterance) -> list[str]:
    """The names of our features."""
    return names_of(features, utterance)


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

    words: morphology.Words = morphology.dictionary_forms
    analyse: Analyse = named
    rarest: int = 2
    penalty: float = 2.0

    def utterance(self, one: Example) -> Utterance:
        return Utterance(one.text, self.words(one.text, one.language))


OURS = Variant()


class Ablations:
    def __init__(self, known: Sequence[Example], held_out: Sequence[Example], dev: Sequence[Example]) -> None:
        self.known = known
        self.asked = [*held_out, *dev]
        self._held_out = len(held_out)

    def best(self, variant: Variant = OURS, known: Sequence[Example] | None = None) -> list[str]:
        return self.votes(variant, known or self.known, self.asked).best(SHARES)

    def votes(self, variant: Variant, known: Sequence[Example], asked: Sequence[Example]) -> Votes:
        tfidf = Tfidf(Spelt(variant.analyse), variant.rarest)
        rows = tfidf.fit_transform([variant.utterance(one) for one in known])
        intents, labels = np.unique([one.intent for one in known], return_inverse=True)
        svm = LinearSVC(C=variant.penalty, random_state=0).fit(rows, labels)
        bayes = ComplementNB(alpha=0.1).fit(rows, labels)
        near = Neighbours().fit(rows, labels, len(intents))
        vectors = [tfidf.vector(variant.utterance(one)) for one in asked]
        return Votes(
            intents,
            np.array(
                [softmax(SHARPNESS * (svm.coef_[:, one.indices] @ one.weights + svm.intercept_)) for one in vectors]
            ),
            near.votes(vectors),
            np.array([softmax(bayes.feature_log_prob_[:, one.indices] @ one.weights) for one in vectors]),
        )

    def one_each(self) -> list[str]:
        """One model for each language, which is taken as known."""
        return self._language_by_language(OURS, lambda one, language: one.language == language)

    def never_learnt(self, variant: Variant = OURS) -> list[str]:
        """Every language asked of a model of the other five."""
        return self._language_by_language(variant, lambda one, language: one.language != language)

    def _language_by_language(self, variant: Variant, is_learnt: Callable[[Example, str], bool]) -> list[str]:
        got = {}
        for language in sorted({one.language for one in self.known}):
            asked = [one for one in self.asked if one.language == language]
            votes = self.votes(variant, [one for one in self.known if is_learnt(one, language)], asked)
            got |= dict(zip([(one.text, one.language) for one in asked], votes.best(SHARES), strict=True))
        return [got[one.text, one.language] for one in self.asked]

    def row(self, name: str, got: Sequence[str]) -> list[str]:
        """Shares on the held out, then on the questions."""
        return [name, *(percent(one) for part in self._judged(got) for one in figures(part))]

    def row_of(self, intents: frozenset[str], name: str, got: Sequence[str]) -> list[str]:
        """The same, and the share of these intents' messages that were understood."""
        theirs = [[one for one in part if one.wanted in intents] for part in self._judged(got)]
        return [*self.row(name, got), *(percent(figures(part)[0]) for part in theirs)]

    def _judged(self, got: Sequence[str]) -> tuple[list[Judged], list[Judged]]:
        told = judged(self.asked, got)
        return told[: self._held_out], told[self._held_out :]


def figures(told: Sequence[Judged]) -> list[float | None]:
    score = macro(by_language(told).values())
    return [score.in_scope, score.out_of_scope, score.wrong_answers]


def characters(utterance: Utterance) -> list[str]:
    return [name for name in named(utterance) if not name.startswith("\t")]


def words_only(utterance: Utterance) -> list[str]:
    return [name for name in named(utterance) if name.startswith("\t")]


def of_parts(data: Ablations) -> Iterator[list[str]]:
    """Which share each model has in the vote; all without a threshold, as are the other variants."""
    ours = data.votes(OURS, data.known, data.asked)
    yield data.row("**ours**, no threshold", ours.best(SHARES))
    yield data.row("SVM alone", ours.best((1, 0, 0)))
    yield data.row("SVM, neighbours", ours.best((0.8, 0.2, 0)))
    yield data.row("neighbours 0.4", ours.best((0.4, 0.4, 0.2)))
    yield data.row("naive Bayes 0.4", ours.best((0.4, 0.2, 0.4)))
    yield data.row("neighbours alone", ours.best((0, 1, 0)))
    yield data.row("naive Bayes alone", ours.best((0, 0, 1)))
    yield data.row("one model for each language", data.one_each())


def of_features(data: Ablations) -> Iterator[list[str]]:
    yield from (data.row(name, data.best(variant)) for name, variant in FEATURES.items())


def of_concepts(data: Ablations) -> Iterator[list[str]]:
    """What the lexicon is worth, and to a language of which no example is learnt."""
    yield from (data.row(name, data.best(variant)) for name, variant in CONCEPTS.items())
    yield from (data.row(f"{name}; a language never learnt", data.never_learnt(one)) for name, one in CONCEPTS.items())


def of_templates(data: Ablations) -> Iterator[list[str]]:
    """What a grammar's sentences are worth beside the examples, most of all to the intents that have one."""
    expanded = split(templates.expanded(), 1.0)[0]
    few = [one for ones in _grouped(expanded).values() for one in ones[:MOST_EXPANDED]]
    intents = frozenset(one.intent for one in expanded)
    yield data.row_of(intents, "**ours**, no threshold", data.best())
    yield data.row_of(intents, f"{len(few):,} sentences of templates", data.best(known=[*data.known, *few]))
    yield data.row_of(intents, f"all {len(expanded):,} sentences", data.best(known=[*data.known, *expanded]))


def _grouped(examples: Sequence[Example]) -> dict[tuple[str, str], list[Example]]:
    found: dict[tuple[str, str], list[Example]] = {}
    for one in examples:
        found.setdefault((one.language, one.intent), []).append(one)
    return found


FEATURES = {
    "**ours**, no threshold": OURS,
    "character n-grams only": Variant(analyse=characters),
    "words and pairs only": Variant(analyse=words_only),
    "words as written": Variant(morphology.as_written),
    "Korean inflections taken apart": Variant(morphology.taken_apart),
    "parts of speech with Japanese and Korean words": Variant(morphology.with_part_of_speech),
    "no particles and endings (ja, ko)": Variant(morphology.content_words),
    "first five letters of words (en, es, pt)": Variant(morphology.first_letters),
    "features in 1 example or more": Variant(rarest=1),
    "features in 3 examples or more": Variant(rarest=3),
    "C = 1": Variant(penalty=1.0),
    "C = 0.5": Variant(penalty=0.5),
}
CONCEPTS = {
    "**ours**, no threshold": OURS,
    "with concepts": Variant(analyse=concepts.with_concepts),
    "concepts counted thrice": Variant(analyse=concepts.with_heavy_concepts),
}
KINDS = [
    f"{kind}{where}" for where in (", held out", ", dev") for kind in ("in scope", "out of scope", "wrong answers")
]
TABLES = {
    "parts": (of_parts, KINDS),
    "features": (of_features, KINDS),
    "concepts": (of_concepts, KINDS),
    "templates": (of_templates, [*KINDS, "their intents, held out", "their intents, dev"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablations")
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    parser.add_argument("--dev", type=Path, default=os.environ.get("MADOGUCHI_EVAL"))
    parser.add_argument("--share", type=float, default=0.2, help="of the examples that are not held out, stratified")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), help="some of the tables")
    options = parser.parse_args()
    held_out, rest = split(training_examples(options.data), HELD_OUT, seed=1)
    known = split(rest, options.share)[0]
    data = Ablations(known, held_out, questions(options.dev))
    print(f"{len(known):,} learnt, {len(held_out):,} held out", flush=True)
    for name in options.only:
        rows, header = TABLES[name]
        print()
        for line in table(["", *header], rows(data)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
