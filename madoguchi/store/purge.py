"""Deleting conversations so that no byte of them is left in the database's files."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from madoguchi.store.conversations import named
from madoguchi.store.database import SQLITE, Unavailable, failures_told
from madoguchi.store.tables import EVENTS, MESSAGES, STATES, create

TABLES = (STATES, MESSAGES, EVENTS)
"""Each with the conversation in `sender_id`. The states go first: whoever writes a turn needs its conversation's."""
BESIDE = {"line_inbox": "conversation", "line_conversations": "conversation"}
"""What channels keep of a conversation in tables of their own, where there are any, and the column it stands in."""
TRIES = 50
PAUSE = 0.1
"""Seconds between two tries to empty SQLite's log, which readers hold open for moments."""


def purge_one(engine: Any, conversation: str) -> int:
    """Deletes one conversation by its reference. Returns how many there were: 1 or 0."""
    named(conversation)
    return _purge(engine, lambda reference: reference == conversation)


def purge_older(engine: Any, than: dt.datetime) -> int:
    """Deletes the conversations whose last event is older. Returns how many there were."""
    last = sa.func.max(EVENTS.c.timestamp)
    old = sa.select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(last < than.timestamp())
    return _purge(engine, lambda reference: reference.in_(old))


def _purge(engine: Any, is_meant: Callable[[Any], Any]) -> int:
    meant = is_meant(EVENTS.c.sender_id)
    with failures_told():
        create(engine)
        with engine.begin() as connection:
            count = connection.execute(sa.select(sa.func.count(EVENTS.c.sender_id.distinct())).where(meant)).scalar()
            for name, column in _beside(connection).items():
                table = sa.table(name, sa.column(column))
                connection.execute(table.delete().where(is_meant(table.c[column])))
            for table in TABLES:
                connection.execute(table.delete().where(is_meant(table.c.sender_id)))
        # Also where nothing was deleted: the purge before may have ended halfway.
        scrub(engine)
    return int(count)


def _beside(connection: Any) -> dict[str, str]:
    """Those of `BESIDE` that are there."""
    there = sa.inspect(connection)
    return {name: column for name, column in BESIDE.items() if there.has_table(name)}


def scrub(engine: Any) -> None:
    """Frees the files of what was deleted. Raises Unavailable where somebody keeps that from happening."""
    if engine.dialect.name == SQLITE:
        _empty_log(engine)
    else:
        _rewrite_tables(engine)


def _empty_log(engine: Any) -> None:
    """The pages themselves are overwritten already (`secure_delete`); the log still has them as they were."""
    with engine.connect() as connection:
        for _ in range(TRIES):
            busy, *_counts = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if not busy:
                return
            time.sleep(PAUSE)
    raise Unavailable("deleted, but still in the log file, which others keep open")


def _rewrite_tables(engine: Any) -> None:
    """PostgreSQL leaves deleted rows where they are until it needs the room; new files hold none.

    Its write-ahead log is the server's own: with `wal_recycle = off` it is gone after the next checkpoints.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        for name in [*(table.name for table in TABLES), *_beside(connection)]:
            connection.exec_driver_sql(f"VACUUM (FULL) {name}")
        connection.exec_driver_sql("RESET statement_timeout")
