"""Sentence templates, expanded into examples by hassil's grammar."""

from __future__ import annotations

from pathlib import Path

from hassil import Intents, sample_intents

from benchmarks.examples import Example

GRAMMAR = Path("benchmarks/grammar")


def expanded(folder: Path = GRAMMAR) -> list[Example]:
    """Every sentence that `<language>.yml` makes, for the few intents that have templates."""
    return [one for path in sorted(folder.glob("*.yml")) for one in _expanded(path)]


def _expanded(path: Path) -> list[Example]:
    with path.open(encoding="utf8") as file:
        intents = Intents.from_yaml(file)
    found = dict.fromkeys((intent, " ".join(text.split())) for intent, text in sample_intents(intents))
    return [Example(path.stem, text, intent) for intent, text in found]
