"""Two questions in one message."""

from __future__ import annotations

import re
from collections.abc import Sequence

SENTENCE = re.compile(r"[^?？!！。\n;；]+[?？!！。\n;；]*")
SURE = 0.8
"""Confidence from which on a clause counts as a question of its own."""
SHORTEST = 4
"""Characters; what is shorter is no question by itself."""


def second_intent(first: str, understood: Sequence[tuple[str, float]]) -> str | None:
    """The intent of another question in the message beside its own, None where it asks one thing.

    `understood` has the intent of each clause by itself, with its confidence. One counts if it is sure and differs from
    the message's intent, which must itself be sure in a clause ("I moved here from Canada. Do foreigners get a number?"
    asks one thing).
    """
    found = [intent for intent, confidence in understood if confidence >= SURE]
    if len(understood) < 2 or first not in found:
        return None
    return next((intent for intent in found if intent != first), None)


def clauses(text: str) -> list[str]:
    """The sentences of a message that are long enough to ask something."""
    return [part.strip() for part in SENTENCE.findall(text) if len(part.strip(" ?？!！。\n;；")) >= SHORTEST]
