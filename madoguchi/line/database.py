"""The tables of the LINE channel, and the engine that reaches them: in the conversations' own database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import StaticPool

METADATA = sa.MetaData()

INBOX = sa.Table(
    "line_inbox",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("event", sa.String(64), nullable=False, unique=True),  # webhookEventId
    sa.Column("conversation", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("message", sa.String(64), nullable=False),  # LINE's message id, by which a user takes it back
    sa.Column("occurred", sa.BigInteger, nullable=False),  # LINE's clock, milliseconds
    sa.Column("received", sa.Float, nullable=False),  # ours, seconds
    sa.Column("content", sa.LargeBinary),  # sealed; gone once the event is settled
    sa.Column("answer", sa.LargeBinary),  # sealed; likewise
    sa.Column("tried", sa.Boolean, nullable=False, default=False),  # a reply may have got through
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("due", sa.Float, nullable=False),
    sa.Column("owner", sa.String(36)),
    sa.Column("lease", sa.Float, nullable=False, default=0),
    sa.Column("outcome", sa.String(16)),  # none while it waits
    sa.Column("settled", sa.Float),
)
_waiting = INBOX.c.outcome.is_(None)
sa.Index(
    "line_inbox_waiting",
    INBOX.c.conversation,
    INBOX.c.occurred,
    INBOX.c.number,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)
sa.Index("line_inbox_due", INBOX.c.occurred, INBOX.c.number, sqlite_where=_waiting, postgresql_where=_waiting)
sa.Index("line_inbox_message", INBOX.c.message)

CONVERSATIONS = sa.Table(
    "line_conversations",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("language", sa.String(40)),  # the profile's; none if LINE does not tell
    sa.Column("asked", sa.Boolean, nullable=False, default=False),  # whether the profile was
    sa.Column("payloads", sa.Text, nullable=False, default="[]"),  # the last list, that a number chooses from
    sa.Column("menu", sa.String(64)),  # the rich menu that is linked
)


def engine(url: URL | str) -> Engine:
    """One connection, for one thread. Raises SQLAlchemyError where the database is out of reach."""
    kind = sa.engine.make_url(url).get_backend_name()
    options: dict[str, Any] = {"hide_parameters": True, "poolclass": StaticPool}
    if kind == "sqlite":
        options["connect_args"] = {"check_same_thread": False, "timeout": 30}
    else:
        options = {"hide_parameters": True, "pool_pre_ping": True, "pool_size": 1, "max_overflow": 0}
    made = sa.create_engine(url, **options)
    if kind == "sqlite":
        sa.event.listen(made, "connect", _prepare)
        sa.event.listen(made, "begin", _begin)
    _create(made)
    return made


def _create(made: Engine) -> None:
    """The tables, unless another process was first."""
    try:
        METADATA.create_all(made)
    except sa.exc.DBAPIError:
        METADATA.create_all(made)


def _prepare(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # or the driver would begin transactions by itself, and not at once
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.engine.Connection) -> None:
    # A transaction that reads first and writes later could not wait for another's: it would fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
