"""Deleting conversations so that no byte of them is left in the database's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from madoguchi.store.database import failures_told
from madoguchi.store.names import named
from madoguchi.store.scrub import scrub
from madoguchi.store.tables import EVENTS, TABLES, beside, create


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
            for name, column in beside(connection).items():
                table = sa.table(name, sa.column(column))
                connection.execute(table.delete().where(is_meant(table.c[column])))
            for table in TABLES:
                connection.execute(table.delete().where(is_meant(table.c.sender_id)))
        # Also where nothing was deleted: the purge before may have ended halfway.
        scrub(engine)
    return int(count)
