"""A turn of the conversation as the composer sees it, and the reply that it makes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Turn:
    """What is known when the bot answers.

    `guesses` are the intents that the message may have meant, best first; `second` is another question in it;
    `masked` names the recognisers that removed something; `last_answer` and `offer` are what the bot said and
    offered in the turn before; `last_day` is the day of which that answer gave the hours.
    """

    text: str
    locale: str
    now: dt.datetime
    guesses: tuple[str, ...] = ()
    second: str | None = None
    masked: frozenset[str] = frozenset()
    group: str | None = None
    language_named: bool = False
    last_answer: str | None = None
    offer: str | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True)
class QuickReply:
    """A button: what it says, and Rasa's payload (`/intent{"entity": "value"}`) that it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Phone:
    """A telephone number as it is shown, and as a `tel:` URI dials it (RFC 3966)."""

    label: str
    number: str

    def as_dict(self) -> dict[str, str]:
        return {"label": self.label, "number": self.number, "tel": "tel:+81-" + self.number.removeprefix("0")}


@dataclass(frozen=True)
class Reply:
    """One message of the bot: its text, and beside it what a channel may show in its own way."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()
    source: dict[str, Any] | None = None
    hours: dict[str, Any] | None = None
    phones: tuple[Phone, ...] = ()
    answers: str | None = None
    offer: str | None = None
    handoff: str | None = None

    def after(self, paragraph: str) -> Reply:
        """The same reply with a paragraph before it."""
        return replace(self, text=f"{paragraph}\n\n{self.text}")

    def then(self, other: Reply) -> Reply:
        """Both answers in one message; the conversation goes on from the second."""
        return replace(
            self,
            text=f"{self.text}\n\n{other.text}",
            quick_replies=other.quick_replies,
            source=_both(self.source, other.source),
            hours=self.hours or other.hours,
            phones=tuple(dict.fromkeys(self.phones + other.phones)),
            answers=other.answers,
            offer=other.offer,
        )


def _both(first: dict[str, Any] | None, second: dict[str, Any] | None) -> dict[str, Any] | None:
    """One source for two answers: the page is the same, the passages are those of both."""
    if first is None or second is None:
        return first or second
    return second | {"passages": list(dict.fromkeys([*first["passages"], *second["passages"]]))}


@dataclass(frozen=True)
class Button:
    """What a quick reply means to Rasa: an intent with its entities."""

    intent: str
    entities: dict[str, str] = field(default_factory=dict)

    @property
    def payload(self) -> str:
        return f"/{self.intent}" + (json.dumps(self.entities, ensure_ascii=False) if self.entities else "")
