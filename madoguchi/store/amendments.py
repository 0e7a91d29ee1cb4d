"""Taking out of messages that are kept already what turns out only later to be a piece of a number."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from madoguchi.store.tables import EVENTS

Json = dict[str, Any]
USER = "user"
"""The type of an event with a resident's message."""


@dataclass(frozen=True)
class Amendment:
    """How the texts of so many of a conversation's latest messages are to read from now on."""

    mask: Callable[[str], str]
    messages: int


def amend(connection: Any, conversation: str, amendment: Amendment) -> bool:
    """Returns whether anything was changed. Within the caller's transaction."""
    own = (EVENTS.c.sender_id == conversation) & (EVENTS.c.type_name == USER)
    latest = sa.select(EVENTS.c.id, EVENTS.c.data).where(own).order_by(EVENTS.c.id.desc()).limit(amendment.messages)
    before = {row.id: json.loads(row.data) for row in connection.execute(latest)}
    after = {place: amended(event, amendment.mask) for place, event in before.items()}
    changed = {place: event for place, event in after.items() if event != before[place]}
    for place, event in changed.items():
        connection.execute(EVENTS.update().where(EVENTS.c.id == place).values(data=json.dumps(event)))
    return bool(changed)


def amended(event: Json, mask: Callable[[str], str]) -> Json:
    """The event as it would be, had that been said; where its words began and ended is forgotten."""
    said = event.get("text") or ""
    masked = mask(said)
    if masked == said:
        return event
    understood = {**(event.get("parse_data") or {}), "text": masked}
    understood.pop("text_tokens", None)
    return {**event, "text": masked, "parse_data": understood}
