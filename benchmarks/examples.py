"""The sentences that the benchmarks train and score on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

LINE = re.compile(r"^- (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A sentence, its intent, and others that are right for it too."""

    language: str
    text: str
    intent: str
    accepted: frozenset[str] = frozenset()


def training_examples(folder: Path) -> list[Example]:
    """All of `<language>/<group>.yml`, in Rasa's format."""
    return [one for path in sorted(folder.glob("*/*.yml")) for one in _examples(path)]


def _examples(path: Path) -> list[Example]:
    held = yaml.load(path.read_text("utf8"), yaml.CSafeLoader)["nlu"]
    return [
        Example(path.parent.name, text.strip(), intent["intent"])
        for intent in held
        for text in LINE.findall(intent["examples"])
    ]


def questions(folder: Path) -> list[Example]:
    """All of `<language>/questions.jsonl`."""
    texts = [path.read_text("utf8") for path in sorted(folder.glob("*/questions.jsonl"))]
    return [_question(json.loads(line)) for text in texts for line in text.split("\n") if line.strip()]


def _question(held: dict[str, Any]) -> Example:
    return Example(held["lang"], held["text"], held["intent"], frozenset(held.get("accept") or ()))


def split(examples: Sequence[Example], share: float, seed: int = 0) -> tuple[list[Example], list[Example]]:
    """The share of every intent in every language (one sentence at least, up to all), and the rest."""
    shuffled = [examples[place] for place in np.random.default_rng(seed).permutation(len(examples))]
    sizes = Counter((one.language, one.intent) for one in shuffled)
    left = {kind: max(1, round(size * share)) for kind, size in sizes.items()}
    taken, rest = [], []
    for one in shuffled:
        kind = (one.language, one.intent)
        (taken if left[kind] else rest).append(one)
        left[kind] = max(0, left[kind] - 1)
    return taken, rest
