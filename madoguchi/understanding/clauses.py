"""Two questions in one message."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Ranking = Sequence[tuple[str, float]]

SENTENCE = re.compile(r"[^?？!！。\n;；]+[?？!！。\n;；]*")
SURE = 0.8
"""Confidence from which on a clause counts as a question of its own."""
SHORTEST = 4
"""Characters; what is shorter is no question by itself."""


def second_intent(text: str, ranking: Ranking, classify: Callable[[str], tuple[str, float]]) -> str | None:
    """The intent of another question in the message beside its own, None where it asks one thing.

    Each clause is understood by itself; one counts if it is sure and differs from the message's intent, which
    must itself be sure in a clause ("I moved here from Canada. Do foreigners get a number?" asks one thing).
    """
    parts = clauses(text)
    if len(parts) < 2:
        return None
    found = [intent for intent, confidence in map(classify, parts) if confidence >= SURE]
    first = ranking[0][0]
    if first not in found:
        return None
    return next((intent for intent in found if intent != first), None)


def clauses(text: str) -> list[str]:
    """The sentences of a message that are long enough to ask something."""
    return [part.strip() for part in SENTENCE.findall(text) if len(part.strip(" ?？!！。\n;；")) >= SHORTEST]
