"""Choices under a message: as quick replies, and as numbered text, since a computer shows no quick replies."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from linebot.v3.messaging import PostbackAction, QuickReply, QuickReplyItem

from madoguchi.line.text import label, within

MOST_CHOICES = 13
"""Quick replies of one message (LINE Messaging API, `QuickReply.items`)."""
LONGEST_DATA = 300
"""Characters of a postback's data (LINE Messaging API, `PostbackAction.data`)."""
LONGEST_DISPLAY = 300
"""Characters of the text that a postback shows as the resident's own."""
_ENDING = ".．。)）、番号번"


@dataclass(frozen=True)
class Choice:
    """What a resident may choose: its title, and the payload that it sends back."""

    title: str
    payload: str


def shown(choices: Sequence[Choice]) -> list[Choice]:
    """Those that LINE can show: the first 13 whose payload fits."""
    return [choice for choice in choices if len(choice.payload) <= LONGEST_DATA][:MOST_CHOICES]


def quick_replies(choices: Sequence[Choice]) -> QuickReply | None:
    items = [QuickReplyItem(action=_action(choice)) for choice in shown(choices)]
    return QuickReply(items=items) if items else None


def numbered(choices: Sequence[Choice]) -> str:
    """The choices, one on each line: `1. Telephone hours`."""
    return "\n".join(f"{number}. {choice.title}" for number, choice in enumerate(shown(choices), 1))


def chosen(text: str, payloads: Sequence[str]) -> str | None:
    """The payload of the last list that a typed number stands for: `2`, `２`, `②`, `2.`, `2番`."""
    digits = unicodedata.normalize("NFKC", text).strip().rstrip(_ENDING).strip()
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 2 else 0
    return payloads[number - 1] if 1 <= number <= len(payloads) else None


def _action(choice: Choice) -> PostbackAction:
    return PostbackAction(
        label=label(choice.title), data=choice.payload, displayText=within(choice.title, LONGEST_DISPLAY)
    )
