"""What LINE delivered and has not been worked off: kept before LINE gets its 200, so that no crash loses any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from madoguchi.line.database import INBOX
from madoguchi.line.events import UNSEND
from madoguchi.line.ledger import Transactions

UNSENT = "unsent"
"""The outcome of a message that its sender took back."""
AT_ONCE = 100
"""Events of one statement."""
_COLUMNS = (
    *(INBOX.c.event, INBOX.c.conversation, INBOX.c.kind, INBOX.c.message, INBOX.c.received),
    *(INBOX.c.content, INBOX.c.answer, INBOX.c.tried, INBOX.c.attempts),
)
_WAITS = INBOX.c.outcome.is_(None)
_NOTHING_LEFT = {"content": None, "answer": None, "owner": None, "lease": 0.0}


@dataclass(frozen=True)
class Delivered:
    """An event as the inbox takes it. `outcome` is set where there is nothing to work off."""

    event: str
    conversation: str
    kind: str
    message: str
    occurred: int
    content: bytes | None
    outcome: str | None = None


@dataclass(frozen=True)
class Waiting:
    """An event that this process works on; `tried` if its reply may have got through already."""

    event: str
    conversation: str
    kind: str
    message: str
    received: float
    content: bytes | None
    answer: bytes | None
    tried: bool
    attempts: int


@dataclass
class Inbox:
    """The inbox in one database, shared by any number of processes; `now` is passed in, in seconds.

    An event is leased to the process that works on it. The lease of a process that died runs out, and another
    goes on where it was. Of a conversation only the oldest waiting event can be claimed, so that they are
    answered in the order in which they were written.
    """

    database: Transactions
    lease: float = 15.0
    owner: str = field(default_factory=lambda: str(uuid4()))

    def accept(self, delivered: Iterable[Delivered], now: float) -> int:
        """Keeps those that are new, and tells how many. Returns only once they are safe."""
        # In one order everywhere, or two processes that get the same events could wait for each other. What a person
        # wrote within one millisecond stays in the order of its delivery; the ids of events say nothing of it.
        several = sorted(delivered, key=lambda one: one.occurred)
        with self.database.begin() as database:
            return sum(
                _accept(database, several[start : start + AT_ONCE], now) for start in range(0, len(several), AT_ONCE)
            )

    def claim(self, most: int, now: float) -> list[Waiting]:
        """Up to `most` events, now this process's until its lease ends."""
        with self.database.begin() as database:
            rows = database.execute(self._claimable(most, now)).fetchall()
            claimed = [row.event for row in rows]
            self._update(database, INBOX.c.event.in_(claimed), owner=self.owner, lease=now + self.lease)
        return [Waiting(*row) for row in rows]

    def renew(self, now: float) -> None:
        """This process lives and works on."""
        with self.database.begin() as database:
            self._update(database, _WAITS & (INBOX.c.owner == self.owner), lease=now + self.lease)

    def release(self) -> None:
        """Gives back what this process has claimed, at its end."""
        with self.database.begin() as database:
            self._update(database, _WAITS & (INBOX.c.owner == self.owner), owner=None, lease=0.0)

    def hold(self, event: str, answer: bytes, tried: bool) -> None:
        """Keeps the answer before it is sent, so that after a crash it is this one that is sent again."""
        with self.database.begin() as database:
            self._update(database, INBOX.c.event == event, answer=answer, tried=tried)

    def postpone(self, waiting: Waiting, until: float, tried: bool) -> None:
        """Leaves it for later."""
        later = {"due": until, "tried": tried, "attempts": waiting.attempts + 1, "owner": None, "lease": 0.0}
        with self.database.begin() as database:
            self._update(database, _WAITS & (INBOX.c.event == waiting.event), **later)

    def settle(self, event: str, outcome: str, now: float) -> None:
        """Done with; of its content, its sender and its answer nothing stays."""
        with self.database.begin() as database:
            self._update(database, _WAITS & (INBOX.c.event == event), outcome=outcome, settled=now, **_NOTHING_LEFT)

    def withdraw(self, conversation: str, message: str, now: float) -> bool:
        """Drops a message that its sender took back; False while somebody works on it."""
        same = _WAITS & (INBOX.c.conversation == conversation) & (INBOX.c.message == message) & (INBOX.c.kind != UNSEND)
        with self.database.begin() as database:
            self._update(database, same & (INBOX.c.lease <= now), outcome=UNSENT, settled=now, **_NOTHING_LEFT)
            return database.execute(sa.select(INBOX.c.event).where(same)).first() is None

    def outcomes(self) -> Mapping[tuple[str, str | None], int]:
        """How many events of each kind came to which outcome; None is still waiting."""
        counted = sa.select(INBOX.c.kind, INBOX.c.outcome, sa.func.count()).group_by(INBOX.c.kind, INBOX.c.outcome)
        with self.database.begin() as database:
            return {(kind, outcome): count for kind, outcome, count in database.execute(counted)}

    def forget(self, before: float) -> None:
        """Removes what was settled before then: LINE does not deliver it again."""
        with self.database.begin() as database:
            database.execute(sa.delete(INBOX).where(INBOX.c.settled < before))

    def _claimable(self, most: int, now: float) -> sa.sql.Select:
        """Due, in nobody's hands, and the oldest of a conversation of which nothing is in anybody's hands.

        What a user takes back is not made to wait for what came before it.
        """
        other = INBOX.alias()
        mine = (other.c.conversation == INBOX.c.conversation) & other.c.outcome.is_(None) & (other.c.kind != UNSEND)
        older = sa.tuple_(other.c.occurred, other.c.number) < sa.tuple_(INBOX.c.occurred, INBOX.c.number)
        blocked = sa.exists().where(mine & (older | (other.c.lease > now)))
        free = _WAITS & (INBOX.c.due <= now) & (INBOX.c.lease <= now) & ((INBOX.c.kind == UNSEND) | ~blocked)
        first = sa.select(*_COLUMNS).where(free).order_by(INBOX.c.occurred, INBOX.c.number).limit(most)
        return first.with_for_update(skip_locked=True, of=INBOX)

    def _update(self, database: sa.engine.Connection, which: Any, **values: Any) -> None:
        database.execute(sa.update(INBOX).where(which).values(**values))


def _accept(database: sa.engine.Connection, several: Sequence[Delivered], now: float) -> int:
    unsent = _unsent(database, several)
    rows = [_row(one, one.kind != UNSEND and (one.conversation, one.message) in unsent, now) for one in several]
    return int(database.execute(_insert(database, rows)).rowcount)


def _row(one: Delivered, is_unsent: bool, now: float) -> dict[str, Any]:
    outcome = UNSENT if is_unsent else one.outcome
    return {
        **vars(one),
        "outcome": outcome,
        "content": None if outcome else one.content,
        "settled": now if outcome else None,
        "received": now,
        "due": now,
    }


def _unsent(database: sa.engine.Connection, delivered: Sequence[Delivered]) -> set[tuple[str, str]]:
    """The messages among these, each with its conversation, that were taken back before they came: LINE promises no
    order."""
    messages = {one.message for one in delivered if one.message and one.kind != UNSEND}
    if not messages:
        return set()
    taken_back = (INBOX.c.kind == UNSEND) & INBOX.c.message.in_(messages)
    kept = database.execute(sa.select(INBOX.c.conversation, INBOX.c.message).where(taken_back)).fetchall()
    return {(row.conversation, row.message) for row in kept} | {
        (one.conversation, one.message) for one in delivered if one.kind == UNSEND
    }


def _insert(database: sa.engine.Connection, rows: list[dict[str, Any]]) -> Any:
    dialect = postgresql if database.dialect.name == "postgresql" else sqlite
    return dialect.insert(INBOX).values(rows).on_conflict_do_nothing(index_elements=["event"])
