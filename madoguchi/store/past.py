"""What is read of a conversation, at a cost that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from madoguchi.store.amendments import Json
from madoguchi.store.encoding import decoded
from madoguchi.store.names import named
from madoguchi.store.tables import EVENTS, MESSAGES, STATES

LATEST = 30
"""Events that are read back for a turn: about four turns. Whom another process answers each time waits for them."""
LONGEST_TURN = 200
"""Events in which the answer to a known message is looked for."""
SESSION_START = "session_started"
LISTEN = "action_listen"


@dataclass(frozen=True)
class Place:
    """Up to where a conversation was read: a number that grows with each turn, and its last event's id."""

    version: int = 0
    last: int = 0


@dataclass(frozen=True)
class Past:
    """The latest events of a conversation, in order, and the slots as they are after them."""

    events: list[Json]
    slots: Json
    place: Place
    is_cut: bool
    """Whether events of the same session came before."""


@dataclass(frozen=True)
class Arrival:
    """A message that has come, and the version of its conversation that is at hand, if any.

    Raises NoReference for what neither can be called by.
    """

    conversation: str
    message_id: str
    version: int | None = None

    def __post_init__(self) -> None:
        named(self.conversation)
        named(self.message_id)


@dataclass(frozen=True)
class Look:
    """What there is when a message comes: the conversation, and the turn of that message if it is known.

    `past` is None where nobody has begun the conversation, or where it is as it was at the version that was told.
    """

    place: Place | None
    past: Past | None
    turn: list[Json] | None


def past(connection: Any, conversation: str, limit: int | None = LATEST) -> Past | None:
    """The conversation's latest session, its latest events if these are many; all there is without a limit."""
    state = connection.execute(sa.select(STATES).where(STATES.c.sender_id == conversation)).first()
    return state and _past(_latest(connection, conversation, limit), state, limit)


def look(connection: Any, arrivals: Sequence[Arrival]) -> list[Look]:
    """All that is needed when messages come, in one query for all whose conversations are as they were."""
    asked = {"conversations": [one.conversation for one in arrivals], "messages": [one.message_id for one in arrivals]}
    found = _by_conversation(connection.execute(_STATE, asked))
    return [_look(connection, one, found.get(one.conversation, {})) for one in arrivals]


def turn(connection: Any, conversation: str, message_id: str) -> list[Json] | None:
    """The events from some point before the message with this id on; None if there is no such message."""
    known = sa.select(MESSAGES.c.after).where(MESSAGES.c.sender_id == conversation, MESSAGES.c.message_id == message_id)
    after = connection.execute(known).scalar()
    return None if after is None else _turn(connection, conversation, after)


_OF = sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == sa.bindparam("conversation"))
_ALL = _OF.order_by(EVENTS.c.id.desc())
_LATEST = _ALL.limit(sa.bindparam("limit"))
_SINCE = _OF.where(EVENTS.c.id > sa.bindparam("after")).order_by(EVENTS.c.id).limit(LONGEST_TURN)
_STATE = (
    sa.select(
        STATES.c.sender_id,
        STATES.c.version,
        STATES.c.slots,
        MESSAGES.c.message_id,
        MESSAGES.c.after,
        sa.select(sa.func.max(EVENTS.c.id))
        .where(EVENTS.c.sender_id == STATES.c.sender_id)
        .scalar_subquery()
        .label("last"),
    )
    .select_from(
        STATES.outerjoin(
            MESSAGES,
            (MESSAGES.c.sender_id == STATES.c.sender_id)
            & MESSAGES.c.message_id.in_(sa.bindparam("messages", expanding=True)),
        )
    )
    .where(STATES.c.sender_id.in_(sa.bindparam("conversations", expanding=True)))
)


def _by_conversation(rows: Iterable[Any]) -> dict[str, dict[str | None, Any]]:
    """A conversation's rows by the message's id, of which one may be asked for that somebody else has sent."""
    found: dict[str, dict[str | None, Any]] = {}
    for row in rows:
        found.setdefault(row.sender_id, {})[row.message_id] = row
    return found


def _look(connection: Any, asked: Arrival, states: Mapping[str | None, Any]) -> Look:
    known = states.get(asked.message_id)
    state = known or next(iter(states.values()), None)
    if state is None:
        return Look(None, None, None)
    turn = None if known is None else _turn(connection, asked.conversation, known.after)
    is_new = state.version != asked.version
    past = _past(_latest(connection, asked.conversation, LATEST), state, LATEST) if is_new else None
    return Look(Place(state.version, state.last or 0), past, turn)


def _latest(connection: Any, conversation: str, limit: int | None) -> list[Any]:
    """In order."""
    most = {} if limit is None else {"limit": limit}
    rows: list[Any] = connection.execute(_LATEST if most else _ALL, {"conversation": conversation} | most).all()
    return rows[::-1]


def _turn(connection: Any, conversation: str, after: int) -> list[Json]:
    asked = {"conversation": conversation, "after": after}
    return [decoded(row.data) for row in connection.execute(_SINCE, asked)]


def _past(rows: list[Any], state: Any, limit: int | None) -> Past:
    events = [decoded(row.data) for row in rows]
    starts = [index for index, event in enumerate(events) if event["event"] == SESSION_START]
    is_cut = len(events) == limit and not starts
    first = _first_turn(events) if is_cut else starts[-1] if starts and limit else 0
    place = Place(state.version, rows[-1].id if rows else 0)
    return Past(events[first:], decoded(state.slots), place, is_cut)


def _first_turn(events: list[Json]) -> int:
    """Where the first whole turn begins: the bot listens. In a turn without end, everything is kept."""
    return next((index for index, event in enumerate(events) if event.get("name") == LISTEN), 0)
