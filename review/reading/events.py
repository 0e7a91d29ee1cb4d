"""What one of Rasa's events says of a conversation. Knows no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]

FALLBACK = "nlu_fallback"
FEEDBACK = "feedback"
"""The slot with what a resident thinks of an answer."""


@dataclass(frozen=True)
class Said:
    """A message of the resident's, and what the bot understood of it."""

    event: int
    reference: str
    at: dt.datetime
    text: str
    channel: str
    known_as: str
    is_button: bool
    language: str
    intent: str
    confidence: float | None
    runner_up: str
    runner_up_confidence: float | None
    masked: list[str]
    answered_before: str
    """The intent whose answer the bot's message before it was; empty where that was none."""


@dataclass(frozen=True)
class Replied:
    """A message of the bot's."""

    event: int
    reference: str
    at: dt.datetime
    text: str
    locale: str
    language: str
    answers: str
    handoff: str
    beside: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Opinion:
    """What a resident thinks of the answer to one of their messages."""

    event: int
    reference: str
    known_as: str
    is_helpful: bool
    reason: str


Happening = Said | Replied | Opinion


def happening(event: int, reference: str, data: Json) -> Happening | None:
    """None for what only the bot has a use for."""
    kind = data.get("event")
    if kind == "user":
        return _said(event, reference, data)
    if kind == "bot":
        return _replied(event, reference, data)
    if kind == "slot" and data.get("name") == FEEDBACK and isinstance(data.get("value"), Mapping):
        return _opinion(event, reference, data["value"])
    return None


def _said(event: int, reference: str, data: Json) -> Said:
    parsed, metadata = data.get("parse_data") or {}, data.get("metadata") or {}
    ranking = parsed.get("intent_ranking") or []
    best, second = [*ranking, {}, {}][:2]
    return Said(
        event=event,
        reference=reference,
        at=_moment(data),
        text=data.get("text") or "",
        channel=data.get("input_channel") or "",
        known_as=data.get("message_id") or "",
        is_button=len(ranking) == 1 and "reply_language" not in parsed,
        language=parsed.get("reply_language") or metadata.get("page_language") or "",
        intent=(parsed.get("intent") or {}).get("name") or "",
        confidence=(parsed.get("intent") or best).get("confidence"),
        runner_up=second.get("name") or "",
        runner_up_confidence=second.get("confidence"),
        masked=list(metadata.get("masked") or ()),
        answered_before=(metadata.get("context") or {}).get("answers") or "",
    )


def _replied(event: int, reference: str, data: Json) -> Replied:
    reply = (data.get("metadata") or {}).get("reply") or {}
    buttons = (data.get("data") or {}).get("buttons") or []
    beside = {
        "passages": (reply.get("source") or {}).get("passages"),
        "phones": [{"label": one["label"], "number": one["number"]} for one in reply.get("phones") or ()],
        "buttons": [one.get("title") for one in buttons],
    }
    return Replied(
        event=event,
        reference=reference,
        at=_moment(data),
        text=data.get("text") or "",
        locale=reply.get("locale") or "",
        language=reply.get("language") or "",
        answers=reply.get("answers") or "",
        handoff=reply.get("handoff") or "",
        beside={key: value for key, value in beside.items() if value},
    )


def _opinion(event: int, reference: str, value: Json) -> Opinion:
    return Opinion(
        event, reference, value.get("message_id") or "", bool(value.get("helpful")), value.get("reason") or ""
    )


def _moment(data: Json) -> dt.datetime:
    return dt.datetime.fromtimestamp(float(data.get("timestamp") or 0), dt.timezone.utc)
