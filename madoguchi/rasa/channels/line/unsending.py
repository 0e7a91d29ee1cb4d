"""Taking a message out of the conversations, as its sender took it back."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

UNSENT = "⟦unsent⟧"
"""Stands where the text was."""
_EVENTS = sa.table(
    "events", sa.column("id"), sa.column("sender_id"), sa.column("type_name"), sa.column("data", sa.Text)
)


def erase(engine: Engine, conversation: str, message: str) -> bool:
    """Overwrites the text of a message in Rasa's events; True if it was there.

    What was understood of it stays, since the conversation has gone on from there.
    """
    with engine.begin() as database:
        found = [row for row in database.execute(_of(conversation)) if _id(row.data) == message]
        for row in found:
            erased = json.dumps(_without_text(json.loads(row.data)))
            database.execute(sa.update(_EVENTS).where(_EVENTS.c.id == row.id).values(data=erased))
    if found:
        _empty_log(engine)
    return bool(found)


def _of(conversation: str) -> sa.sql.Select:
    spoken = (_EVENTS.c.sender_id == conversation) & (_EVENTS.c.type_name == "user")
    return sa.select(_EVENTS.c.id, _EVENTS.c.data).where(spoken)


def _id(data: str) -> str | None:
    identifier: str | None = json.loads(data).get("message_id")
    return identifier


def _without_text(event: dict[str, Any]) -> dict[str, Any]:
    parsed = {key: value for key, value in (event.get("parse_data") or {}).items() if key != "text_tokens"}
    return event | {"text": UNSENT, "parse_data": parsed | {"text": UNSENT}}


def _empty_log(engine: Engine) -> None:
    """SQLite keeps pages as they were in its write-ahead log, until that is written back."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
