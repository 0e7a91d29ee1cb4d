"""Freeing the database's files of what is in no table any more."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from madoguchi.store.database import SQLITE, Unavailable, failures_told
from madoguchi.store.tables import TABLES, beside

TRIES = 50
PAUSE = 0.1
"""Seconds between two tries to empty SQLite's log, which readers hold open for moments."""


def scrub(engine: Any) -> None:
    """Frees the files of what was deleted. Raises Unavailable where somebody keeps that from happening."""
    if engine.dialect.name == SQLITE:
        empty_log(engine)
    else:
        _rewrite_tables(engine)


def empty_log(engine: Any, tries: int = TRIES) -> None:
    """SQLite's. The pages themselves are overwritten already (`secure_delete`); the log still has them as they were."""
    with engine.connect() as connection:
        for _ in range(tries):
            busy, *_counts = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if not busy:
                return
            time.sleep(PAUSE)
    raise Unavailable("deleted, but still in the log file, which others keep open")


def forget_in_log(engine: Any) -> None:
    """SQLite's log still has what was overwritten just now. If it is in use, the next purge empties it."""
    if engine.dialect.name == SQLITE:
        with suppress(Unavailable), failures_told():
            empty_log(engine, tries=1)


def _rewrite_tables(engine: Any) -> None:
    """PostgreSQL leaves deleted rows where they are until it needs the room; new files hold none.

    Its write-ahead log is the server's own: with `wal_recycle = off` it is gone after the next checkpoints.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        for name in [*(table.name for table in TABLES), *beside(connection)]:
            connection.exec_driver_sql(f"VACUUM (FULL) {name}")
        connection.exec_driver_sql("RESET statement_timeout")
