"""Whether the bot is sure enough to answer, and what it asks back where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ANSWERS = ("faq_", "hotline_", "ward_contact", "page_source")
"""How the intents that answer from the page begin: a wrong one misleads, a wrong greeting doesn't."""
GUESSES = 3
LIKELY = 0.08
"""Confidence under which an intent is no guess worth a button."""


@dataclass(frozen=True)
class Doubt:
    """`confidence` that none of the intents is safe to act on, and the answers worth offering, best first."""

    confidence: float
    guesses: tuple[str, ...]


def decide(ranking: Sequence[tuple[str, float]], threshold: float) -> Doubt | None:
    """None where the best intent may be acted on: it is sure enough, or no answer from the page."""
    if not ranking:
        return Doubt(1.0, ())
    intent, confidence = ranking[0]
    if confidence >= threshold or not intent.startswith(ANSWERS):
        return None
    likely = [name for name, share in ranking if name.startswith(ANSWERS) and share >= LIKELY]
    return Doubt(1.0 - confidence, tuple(likely[:GUESSES]))
