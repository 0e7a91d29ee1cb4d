"""The database, SQLite or PostgreSQL, and how long it may keep anyone waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
PATIENCE = 5
"""Seconds that a statement, or waiting for another process's, may take."""
CONNECTIONS = 10
"""Of one process."""
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # in WAL mode the default may lose the last commits when the power fails
    "secure_delete": "ON",  # what is deleted is overwritten
}


class StoreError(Exception):
    """The store did not do as asked. Its words name no value."""


class Unavailable(StoreError):
    """The database is down, too slow, or refuses; whether the last commit went through is not known."""


class Conflict(StoreError):
    """Somebody else has written to the conversation in the meantime."""


@dataclass(frozen=True)
class Settings:
    """Where the database is: `name` is SQLite's file; `host` may hold a port, or be a whole SQLAlchemy URL."""

    name: str
    dialect: str = SQLITE
    host: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def url(self) -> Any:
        if "://" in self.host:
            return sa.engine.make_url(self.host)
        host, _, port = self.host.partition(":")
        return sa.engine.URL.create(
            self.dialect or SQLITE,
            username=self.user or None,
            password=self.password or None,
            host=host or None,
            port=int(port) if port else None,
            database=self.name,
        )


def connect(settings: Settings) -> Any:
    """An SQLAlchemy engine; connects when it is first used. Raises ValueError for another kind of database."""
    url = settings.url
    kind = url.get_backend_name()
    if kind not in (SQLITE, POSTGRESQL):
        raise ValueError(f"MADOGUCHI_DB_DIALECT: {kind}: only {SQLITE} and {POSTGRESQL} are known")
    options = _sqlite() if kind == SQLITE else _postgresql()
    # An error's text would hold the row that could not be written.
    engine = sa.create_engine(url, hide_parameters=True, pool_timeout=PATIENCE, **options)
    if kind == SQLITE:
        sa.event.listen(engine, "connect", _set_pragmas)
    return engine


def _sqlite() -> dict[str, Any]:
    arguments = {"timeout": PATIENCE, "check_same_thread": False}
    return {"connect_args": arguments, "poolclass": sa.pool.QueuePool, "pool_size": CONNECTIONS, "max_overflow": 0}


def _postgresql() -> dict[str, Any]:
    arguments = {
        "connect_timeout": PATIENCE,
        "options": f"-c statement_timeout={PATIENCE * 1000} -c idle_in_transaction_session_timeout=30000",
        # A host that vanishes says no goodbye.
        "keepalives_idle": PATIENCE,
        "tcp_user_timeout": PATIENCE * 1000,
    }
    # Connections from before a restart of the database are found out before they are used.
    return {"connect_args": arguments, "pool_pre_ping": True, "pool_size": CONNECTIONS, "max_overflow": 0}


def _set_pragmas(connection: Any, record: Any) -> None:
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}").close()


@contextmanager
def failures_told() -> Iterator[None]:
    """Within, the database's errors come as ours, without statement, parameters or cause."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise Conflict("the conversation has gone on in the meantime") from None
    except sa.exc.SQLAlchemyError as error:
        raise Unavailable(f"the database failed: {type(error).__name__}") from None
