"""Why a message deserves a reviewer's eyes. Knows no database."""

from __future__ import annotations

import enum

from review.reading.events import FALLBACK, Said

LOW_MARGIN = 0.25
"""Between the intent and the runner-up: below it, the bot might as well have taken the other."""
HANDOFFS = {"human_handoff", "not_helpful"}


class Reason(enum.IntFlag):
    """Bits, so that a conversation has those of all its messages."""

    DISLIKED = 1
    NOT_HELPFUL = 2
    HANDOFF_AFTER_ANSWER = 4
    FELL_BACK = 8
    LOW_MARGIN = 16


WEIGHTS = {
    Reason.DISLIKED: 200,  # more than all the others together
    Reason.NOT_HELPFUL: 60,
    Reason.HANDOFF_AFTER_ANSWER: 50,
    Reason.FELL_BACK: 40,
    Reason.LOW_MARGIN: 20,
}


def reasons(said: Said) -> Reason:
    """What is known when it is said; the resident's opinion comes later."""
    found = Reason(0)
    if said.intent == "not_helpful":
        found |= Reason.NOT_HELPFUL
    if said.intent in HANDOFFS and said.answered_before:
        found |= Reason.HANDOFF_AFTER_ANSWER
    if said.intent == FALLBACK:
        found |= Reason.FELL_BACK
    elif not said.is_button and _margin(said) < LOW_MARGIN:
        found |= Reason.LOW_MARGIN
    return found


def priority(found: Reason) -> int:
    return sum(weight for reason, weight in WEIGHTS.items() if reason in found)


def _margin(said: Said) -> float:
    if said.confidence is None or said.runner_up_confidence is None:
        return 1.0
    return said.confidence - said.runner_up_confidence


def split(bits: int) -> list[Reason]:
    """The single reasons in a conversation's or message's bits, the heaviest first."""
    return [reason for reason in WEIGHTS if bits & reason]
