"""Our intent model on public data: real users' messages to three shops' bots (HINT3), and CLINC150.

HINT3: Arora et al. 2020, https://aclanthology.org/2020.insights-1.16, version 1, full training data.
CLINC150: Larson et al. 2019, https://aclanthology.org/D19-1131, data_full.json.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import matthews_corrcoef
from sklearn.pipeline import Pipeline

from benchmarks.report import percent, table
from benchmarks.small_data import OUTSIDE, Ensemble, Labelled, learn_head
from benchmarks.systems import utterance
from madoguchi.understanding import IntentModel

PUBLISHED = {
    # Matthews correlation at the best threshold, by the paper's table: Rasa, and the best of the systems there
    "curekart": ("0.511", "0.603 Haptik"),
    "sofmattress": ("0.526", "0.638 Dialogflow"),
    "powerplay11": ("0.340", "0.425 Haptik"),
}


class Public(NamedTuple):
    """What is learnt and what is asked."""

    train: Labelled
    test: Labelled


class Found(NamedTuple):
    in_scope: float
    """Accuracy on questions in scope, none refused."""
    correlation: float
    """Matthews', over all classes with that of what is out of scope, at the best threshold."""
    at_half: float
    """The correlation at our own threshold, 0.5."""


def report(folder: Path) -> Iterator[str]:
    """Rows of a table, the best threshold as the paper chooses it: on the test messages."""
    yield "MCC: Matthews correlation at the best threshold.\n"
    header = ["data", "learnt / asked", "in scope", "MCC", "MCC at 0.5", "in scope, small data", "MCC, small data"]
    yield from table([*header, "Rasa", "best published"], _rows(folder))


def _rows(folder: Path) -> Iterator[list[str]]:
    """CLINC150 has out-of-scope examples to learn from, so that it needs nothing for small data."""
    shops = {name: hint3(folder / "hint3/v1", name) for name in PUBLISHED}
    clinc = clinc150(folder / "clinc150/data_full.json")
    strangers = [text for text, label in clinc.train if label == OUTSIDE]
    head = learn_head([data.train for data in shops.values()], strangers)
    for name, data in shops.items():
        few = evaluate(data, small_data(data, head))
        yield [*_row(name, data), percent(few.in_scope), f"{few.correlation:.3f}", *PUBLISHED[name]]
    yield [*_row("clinc150", clinc), "-", "-", "-", "-"]


def _row(name: str, data: Public) -> list[str]:
    ours = evaluate(data, bot(data))
    measured = [percent(ours.in_scope), f"{ours.correlation:.3f}", f"{ours.at_half:.3f}"]
    return [name, f"{len(data.train):,} / {len(data.test):,}", *measured]


def evaluate(data: Public, best: Sequence[tuple[str, float]]) -> Found:
    wanted = [label for _, label in data.test]
    right = [label == intent for label, (intent, _) in zip(wanted, best, strict=True) if label != OUTSIDE]
    return Found(float(np.mean(right)), best_correlation(wanted, best), correlation(wanted, best, 0.5))


def bot(data: Public) -> list[tuple[str, float]]:
    """The best intent of each message with its confidence, as the bot has them."""
    model = IntentModel().fit([utterance(text, "en") for text, _ in data.train], [label for _, label in data.train])
    return [model.ranking(utterance(text, "en"))[0] for text, _ in data.test]


def small_data(data: Public, head: Pipeline) -> list[tuple[str, float]]:
    """The same by the ensemble for small data, with the head's probability that it is right."""
    best, signs = Ensemble(data.train).ask([text for text, _ in data.test])
    return list(zip(map(str, best), map(float, head.predict_proba(signs)[:, 1]), strict=True))


def best_correlation(wanted: Sequence[str], best: Sequence[tuple[str, float]]) -> float:
    """The highest Matthews correlation over thresholds at each hundredth of the messages."""
    scores = [score for _, score in best]
    return max(correlation(wanted, best, float(one)) for one in np.quantile(scores, np.arange(0, 1, 0.01)))


def correlation(wanted: Sequence[str], best: Sequence[tuple[str, float]], threshold: float) -> float:
    """Where what scores under the threshold counts as out of scope."""
    got = [intent if score >= threshold else OUTSIDE for intent, score in best]
    return float(matthews_corrcoef(wanted, got))


def hint3(folder: Path, name: str) -> Public:
    return Public(*(_sentences(folder / part / f"{name}_{part}.csv") for part in ("train", "test")))


def clinc150(path: Path) -> Public:
    """Its own out-of-scope examples are learnt as a class, as ours are."""
    held = json.loads(path.read_text("utf8"))
    return Public(_clinc(held, ("train", "oos_train")), _clinc(held, ("test", "oos_test")))


def _clinc(held: dict[str, list[list[str]]], parts: Sequence[str]) -> Labelled:
    return [(text, OUTSIDE if label == "oos" else label) for part in parts for text, label in held[part]]


def _sentences(path: Path) -> Labelled:
    with path.open(encoding="utf8", newline="") as file:
        return [(row["sentence"], row["label"]) for row in csv.DictReader(file)]
