"""The bot's database, read as it is written to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from madoguchi.store.database import POSTGRESQL, Settings, connect, failures_told
from madoguchi.store.tables import CHANGES, EVENTS, create
from review.reading.events import FEEDBACK, Happening, happening


@dataclass(frozen=True)
class Span:
    """Ids from the first to the last, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Batch:
    """What stood in the database at one moment."""

    ids: list[int]
    """Of all events that were read, those without a use included."""
    happenings: list[Happening]
    horizon: int
    """The database's next transaction at that moment."""
    settled: int
    """All transactions before this one have ended. On SQLite, which knows one writer at a time, as the horizon."""


class Source:
    """Raises `madoguchi.store.database.Unavailable` while the database is down."""

    def __init__(self, settings: Settings) -> None:
        self._engine = connect(settings)
        self._is_ready = False

    def prepare(self) -> None:
        """Creates the bot's tables, once, if this program happens to come before the bot."""
        if not self._is_ready:
            with failures_told():
                create(self._engine)
            self._is_ready = True

    def close(self) -> None:
        self._engine.dispose()

    def after(self, last: int, gaps: Sequence[Span], limit: int) -> Batch:
        """The next events after an id, and what has come into the gaps since."""
        with failures_told(), self._snapshot() as connection:
            horizon, settled = self._transactions(connection)
            rows = connection.execute(_events(EVENTS.c.id > last, limit)).all()
            for gap in gaps:
                rows += connection.execute(_events(EVENTS.c.id.between(gap.first, gap.last))).all()
        rows.sort(key=lambda row: row.id)
        return Batch([row.id for row in rows], list(_happenings(rows)), horizon, settled)

    def again(self, ids: Iterable[int]) -> tuple[set[int], list[Happening]]:
        """Of these events, which are still there, and what they say by now."""
        with failures_told(), self._engine.connect() as connection:
            rows = connection.execute(_events(EVENTS.c.id.in_(list(ids)))).all()
        return {row.id for row in rows}, list(_happenings(rows))

    def changes(self, limit: int) -> list[tuple[int, int]]:
        """The oldest changes that wait to be taken over: each change's id, and its event's."""
        with failures_told(), self._engine.connect() as connection:
            waiting = sa.select(CHANGES.c.id, CHANGES.c.event_id).order_by(CHANGES.c.id).limit(limit)
            return [(row.id, row.event_id) for row in connection.execute(waiting)]

    def taken_over(self, changes: Iterable[int]) -> None:
        """These changes need not be told again."""
        with failures_told(), self._engine.begin() as connection:
            connection.execute(CHANGES.delete().where(CHANGES.c.id.in_(list(changes))))

    def _snapshot(self) -> Any:
        """A connection in which all statements see the same moment."""
        if self._engine.dialect.name == POSTGRESQL:
            return self._engine.connect().execution_options(isolation_level="REPEATABLE READ")
        return self._engine.connect()

    def _transactions(self, connection: Any) -> tuple[int, int]:
        if self._engine.dialect.name != POSTGRESQL:
            return 0, 0
        asked = (
            "SELECT pg_snapshot_xmax(s)::text::bigint, pg_snapshot_xmin(s)::text::bigint FROM pg_current_snapshot() s"
        )
        horizon, settled = connection.exec_driver_sql(asked).one()
        return int(horizon), int(settled)


def _events(wanted: Any, limit: int | None = None) -> Any:
    return (
        sa.select(EVENTS.c.id, EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.action_name, EVENTS.c.data)
        .where(wanted)
        .order_by(EVENTS.c.id)
        .limit(limit)
    )


def _happenings(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        if _matters(row) and (found := happening(row.id, row.sender_id, json.loads(row.data))) is not None:
            yield found


def _matters(row: Any) -> bool:
    """Seven events in eight say nothing to staff; their data need not even be read."""
    return row.type_name in ("user", "bot") or (row.type_name == "slot" and row.action_name == FEEDBACK)
