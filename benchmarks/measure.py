"""One system's answers, and what they cost, each system in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.examples import Example
from madoguchi.evaluation.questions import Judged

KILOBYTES = 1 if sys.platform == "linux" else 1024
"""In a unit of ru_maxrss, inverted where it counts bytes."""


@dataclass(frozen=True)
class Measured:
    """Processor time rather than the clock's, which others' jobs on the machine would lengthen."""

    system: str
    examples: int
    train_seconds: float
    milliseconds: float
    megabytes: float
    got: list[str] = field(repr=False)


def measure(name: str, make: Callable[[], object], examples: Sequence[Example], asked: Sequence[Example]) -> Measured:
    """Trains a system and asks it, here."""
    system = make()
    started = time.process_time()
    system.train(examples)  # type: ignore[attr-defined]
    trained = time.process_time() - started
    got, took = [], []
    for one in asked:
        before = time.process_time()
        got.append(system.predict(one.text))  # type: ignore[attr-defined]
        took.append(time.process_time() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / KILOBYTES
    return Measured(name, len(examples), trained, 1000 * median(took), peak, got)


def measure_apart(arguments: Sequence[str], answer: Path) -> Measured:
    """The same in a new process, `benchmarks.nlu one` with these arguments, unless the answer is there already."""
    if not answer.exists():
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.nlu", "one", *arguments, str(answer)]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return Measured(**json.loads(answer.read_text("utf8")))


def save(measured: Measured, path: Path) -> None:
    """Whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(measured)), "utf8")
    unfinished.replace(path)


def judged(asked: Sequence[Example], got: Sequence[str]) -> list[Judged]:
    return [
        Judged(one.language, one.text, one.intent, one.accepted, intent) for one, intent in zip(asked, got, strict=True)
    ]
