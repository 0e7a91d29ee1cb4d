"""What the conversation, and a day that is named, make likely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GOES_ON = 3.0
"""How much likelier a question of the group just spoken of is than one of another, of which there are four: a resident
stays in it with three of seven questions. An assumption, until there are conversations to count."""
CALLS_ON = 1.5
"""As above for a question about the telephone, after the bot gave its numbers."""
A_DAY = 2.0
"""How much likelier a day or a time named in a message makes the question about the hours."""
HOURS = "hotline_hours"
CALLS = "contact"
"""The group of questions that follows where the bot gave the telephone numbers."""


@dataclass(frozen=True)
class Context:
    """What the bot said last, the intent that it answered or that it handed off; and whether a day is named now."""

    answered: str | None = None
    handed_off: bool = False
    names_a_day: bool = False


def prior(context: Context, groups: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """A factor for each intent that the conversation makes likelier ("and my two kids?" after who gets a number)."""
    group, factor = (CALLS, CALLS_ON) if context.handed_off else (_group(context.answered, groups), GOES_ON)
    factors = dict.fromkeys(groups.get(group, ()), factor) if group else {}
    return factors | {HOURS: factors.get(HOURS, 1.0) * A_DAY} if context.names_a_day else factors


def _group(intent: str | None, groups: Mapping[str, Sequence[str]]) -> str | None:
    return next((name for name, intents in groups.items() if intent in intents), None)
