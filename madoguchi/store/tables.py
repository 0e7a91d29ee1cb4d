"""The tables. `events` is Rasa's own, column for column; whoever reads conversations reads it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

LONGEST_NAME = 255
"""Characters of a conversation's reference, a message's id and the names in events."""

METADATA = sa.MetaData()

# Ids are never used twice: readers go on after the last one that they have seen.
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("type_name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(LONGEST_NAME)),
    sa.Column("action_name", sa.String(LONGEST_NAME)),
    sa.Column("data", sa.Text),
    sqlite_autoincrement=True,
)
IN_ORDER = sa.Index("ix_events_sender_id_id", EVENTS.c.sender_id, EVENTS.c.id)

# Which messages are known, and the event after which each one's turn begins.
MESSAGES = sa.Table(
    "known_messages",
    METADATA,
    sa.Column("sender_id", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("message_id", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("after", sa.Integer, nullable=False),
)

# A number that grows whenever a conversation is written to, and its slots after that.
STATES = sa.Table(
    "conversation_states",
    METADATA,
    sa.Column("sender_id", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("slots", sa.Text, nullable=False),
)

TABLES = (STATES, MESSAGES, EVENTS)
"""Each with the conversation in `sender_id`, in the order in which they are deleted from: whoever writes a turn needs
its conversation's state."""
BESIDE = {"line_inbox": "conversation", "line_conversations": "conversation"}
"""What channels keep of a conversation in tables of their own, where there are any, and the column it stands in."""
# Which events were changed or deleted after they were written, for whoever has read them already. Kept by the database
# itself, so that no way of deleting can forget it; of a conversation nothing is in it.
CHANGES = sa.Table(
    "changed_events",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
_TRIGGERS = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS note_deleted_event AFTER DELETE ON events "
        "BEGIN INSERT INTO changed_events (event_id) VALUES (OLD.id); END",
        "CREATE TRIGGER IF NOT EXISTS note_changed_event AFTER UPDATE ON events "
        "BEGIN INSERT INTO changed_events (event_id) VALUES (OLD.id); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION note_changed_event() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO changed_events (event_id) VALUES (OLD.id); RETURN NULL; END $$",
        "CREATE TRIGGER note_changed_event AFTER UPDATE OR DELETE ON events "
        "FOR EACH ROW EXECUTE FUNCTION note_changed_event()",
    ],
}


_ONE_AT_A_TIME = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(20261125)"}
"""Of processes that start at once, each would find the tables missing, and all but one fail to create them."""


def create(engine: sa.engine.Engine) -> None:
    """Creates what is missing."""
    with engine.begin() as connection:
        connection.exec_driver_sql(_ONE_AT_A_TIME[engine.dialect.name])
        METADATA.create_all(connection)
        IN_ORDER.create(connection, checkfirst=True)  # for a table that Rasa has made
        _note_changes(connection)


def _note_changes(connection: sa.engine.Connection) -> None:
    is_new = (
        connection.dialect.name == "sqlite"
        or not connection.exec_driver_sql(
            "SELECT 1 FROM pg_trigger WHERE tgname = 'note_changed_event' AND tgrelid = 'events'::regclass"
        ).scalar()
    )
    # Made again, a trigger on PostgreSQL would wait for everybody who is writing.
    for statement in _TRIGGERS[connection.dialect.name] if is_new else []:
        connection.exec_driver_sql(statement)


def beside(connection: Any) -> dict[str, str]:
    """Those of `BESIDE` that are there."""
    there = sa.inspect(connection)
    return {name: column for name, column in BESIDE.items() if there.has_table(name)}
