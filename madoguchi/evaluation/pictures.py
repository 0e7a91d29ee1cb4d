"""The scores as pictures: is a confidence what it says, and what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from madoguchi.evaluation.questions import FALLBACK, Judged

BINS = 10
DPI = 80


def draw(judged: Sequence[Judged], confidences: Sequence[float], folder: Path) -> list[Path]:
    """A reliability plot of all languages and a confusion matrix of each, as PNGs in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    languages = sorted({one.language for one in judged})
    drawn = [_save(_reliability(judged, confidences), folder / "reliability.png")]
    for language in languages:
        told = [one for one in judged if one.language == language]
        drawn.append(_save(_matrix(told, language), folder / f"confusion-{language}.png"))
    return drawn


def reliability(judged: Sequence[Judged], confidences: Sequence[float]) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right answers and their number, by tenths of the confidence; no fallbacks."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for one, confidence in zip(judged, confidences, strict=True):
        if one.got != FALLBACK:
            found.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, one.is_right))
    return [
        (float(np.mean([c for c, _ in held])), float(np.mean([r for _, r in held])), len(held))
        for _, held in sorted(found.items())
    ]


def confusion(judged: Sequence[Judged]) -> tuple[list[str], NDArray[np.int64]]:
    """The intents, and how often each (row) was taken for each (column); an accepted one counts as the wanted."""
    pairs = Counter((one.wanted, one.wanted if one.got in one.accepted else one.got) for one in judged)
    intents = sorted({intent for pair in pairs for intent in pair})
    places = {intent: place for place, intent in enumerate(intents)}
    matrix = np.zeros((len(intents), len(intents)), dtype=np.int64)
    for (wanted, got), times in pairs.items():
        matrix[places[wanted], places[got]] = times
    return intents, matrix


def _reliability(judged: Sequence[Judged], confidences: Sequence[float]) -> Any:
    figure = _figure(5, 5)
    axes = figure.add_subplot(xlabel="confidence", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1.02))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1)
    points = reliability(judged, confidences)
    axes.plot([x for x, _, _ in points], [y for _, y, _ in points], marker="o", color="tab:blue")
    for x, y, number in points:
        axes.annotate(str(number), (x, y), textcoords="offset points", xytext=(6, -10), fontsize=8)
    axes.set_title("Messages acted on, and their number", fontsize=10)
    return figure


def _matrix(judged: Sequence[Judged], language: str) -> Any:
    """What is right stands on the diagonal in blue, what isn't in red."""
    intents, matrix = confusion(judged)
    right = np.eye(len(intents), dtype=bool)
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure = _figure(10, 10)
    axes = figure.add_subplot(xlabel="taken for", ylabel="wanted", title=language)
    for which, colours in ((right, "Blues"), (~right, "Reds")):
        axes.imshow(np.where(which & (matrix > 0), shares, np.nan), cmap=colours, vmin=-0.2, vmax=1)
    for row, column in np.argwhere((matrix > 0) & ~right):
        axes.text(column, row, matrix[row, column], ha="center", va="center", fontsize=7)
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=7)
    axes.set_yticks(range(len(intents)), intents, fontsize=7)
    return figure


def _figure(width: float, height: float) -> Any:
    """Without pyplot, which would keep every figure and ask for a display."""
    from matplotlib.figure import Figure  # type: ignore[import-untyped]

    return Figure(figsize=(width, height), layout="constrained")


def _save(figure: Any, path: Path) -> Path:
    # Without the library's version, so that the same scores give the same file.
    figure.savefig(path, dpi=DPI, metadata={"Software": None})
    return path
