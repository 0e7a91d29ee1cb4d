"""Taking out of messages that are kept already what must not be: a piece of a number, or what its sender took back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from madoguchi.store.database import failures_told
from madoguchi.store.scrub import forget_in_log
from madoguchi.store.tables import EVENTS

Json = dict[str, Any]
USER = "user"
"""The type of an event with a resident's message."""
UNSENT = "⟦unsent⟧"
"""Stands where the text of a message was that its sender took back."""


@dataclass(frozen=True)
class Amendment:
    """How the texts of so many of a conversation's latest messages are to read from now on."""

    mask: Callable[[str], str]
    messages: int


def amend(connection: Any, conversation: str, amendment: Amendment) -> bool:
    """Returns whether anything was changed. Within the caller's transaction."""
    latest = _said_in(conversation).order_by(EVENTS.c.id.desc()).limit(amendment.messages)
    return _rewrite(connection, latest, lambda event: amended(event, amendment.mask))


def unsend(engine: Any, conversation: str, message: str) -> bool:
    """Overwrites a message by its id. Returns whether it was there. Raises Unavailable.

    What was understood of it stays, since the conversation has gone on from there.
    """

    def overwritten(event: Json) -> Json:
        return amended(event, lambda _text: UNSENT) if event.get("message_id") == message else event

    with failures_told(), engine.begin() as connection:
        is_changed = _rewrite(connection, _said_in(conversation), overwritten)
    if is_changed:
        forget_in_log(engine)
    return is_changed


def _said_in(conversation: str) -> Any:
    own = (EVENTS.c.sender_id == conversation) & (EVENTS.c.type_name == USER)
    return sa.select(EVENTS.c.id, EVENTS.c.data).where(own)


def _rewrite(connection: Any, wanted: Any, change: Callable[[Json], Json]) -> bool:
    before = {row.id: json.loads(row.data) for row in connection.execute(wanted)}
    after = {place: change(event) for place, event in before.items()}
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
