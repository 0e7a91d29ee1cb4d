"""Reading and writing conversations, a turn at a time, at a cost that does not grow with them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from madoguchi.store.amendments import Amendment, Json, amend
from madoguchi.store.database import Conflict, failures_told
from madoguchi.store.encoding import decoded, encoded
from madoguchi.store.grouped import Grouped
from madoguchi.store.scrub import forget_in_log
from madoguchi.store.tables import EVENTS, LONGEST_NAME, MESSAGES, STATES, create

LATEST = 60
"""Events that are read back for a turn: about seven turns, so that the tenth already costs what the thousandth does."""
LONGEST_TURN = 200
"""Events in which the answer to a known message is looked for."""
SESSION_START = "session_started"
LISTEN = "action_listen"


class NoReference(ValueError):
    """Nothing that a conversation or a message can be called by: empty, too long, or not text."""


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
class Look:
    """What there is when a message comes: the conversation, and the turn of that message if it is known.

    `past` is None where nobody has begun the conversation, or where it is as it was at the version that was told.
    """

    place: Place | None
    past: Past | None
    turn: list[Json] | None


@dataclass(frozen=True)
class Turn:
    """What is to be written at once, or not at all."""

    conversation: str
    events: Sequence[Json]
    slots: Mapping[str, Any]
    message_ids: Sequence[str] = field(default=())
    amendment: Amendment | None = None
    """Of what was said before."""


class Conversations:
    """All conversations of a database. Every method raises Unavailable while that is down."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self.engine = engine
        self._is_ready = False
        self._writing = Grouped(self._write, alone=Conflict)

    def prepare(self) -> None:
        """Creates the tables, once."""
        if not self._is_ready:
            with failures_told():
                create(self.engine)
            self._is_ready = True

    def ping(self) -> None:
        self.prepare()
        with failures_told(), self.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))

    def past(self, conversation: str, limit: int | None = LATEST) -> Past | None:
        """The conversation's latest session, its latest events if these are many; all there is without a limit."""
        self.prepare()
        named(conversation)
        with failures_told(), self.engine.connect() as connection:
            state = connection.execute(sa.select(STATES).where(STATES.c.sender_id == conversation)).first()
            if state is None:
                return None
            rows = connection.execute(_latest(conversation, limit)).all()[::-1]
        return _past(rows, state, limit)

    def look(self, conversation: str, message_id: str, version: int | None = None) -> Look:
        """All that is needed when a message comes, in one query if nothing has changed since this version."""
        self.prepare()
        named(conversation)
        named(message_id)
        with failures_told(), self.engine.connect() as connection:
            state = connection.execute(_STATE, {"conversation": conversation, "message": message_id}).first()
            if state is None:
                return Look(None, None, None)
            turn = None if state.after is None else _turn(connection, conversation, state.after)
            rows = None if state.version == version else connection.execute(_latest(conversation, LATEST)).all()[::-1]
        return Look(Place(state.version, state.last or 0), None if rows is None else _past(rows, state, LATEST), turn)

    def turn(self, conversation: str, message_id: str) -> list[Json] | None:
        """The events from some point before the message with this id on; None if there is no such message."""
        self.prepare()
        named(conversation)
        named(message_id)
        with failures_told(), self.engine.connect() as connection:
            known = sa.select(MESSAGES.c.after).where(
                MESSAGES.c.sender_id == conversation, MESSAGES.c.message_id == message_id
            )
            after = connection.execute(known).scalar()
            return None if after is None else _turn(connection, conversation, after)

    def append(self, turn: Turn, place: Place) -> Place:
        """Writes what comes after the place. Raises Conflict if something else does by now.

        Once it has returned, the turn is on the disk.
        """
        self.prepare()
        for name in (turn.conversation, *turn.message_ids):
            named(name)
        next_place = Place(place.version + 1 if place.version else _first_version(), place.last)
        self._writing.put((turn, place, next_place.version))
        return next_place

    def _write(self, turns: Sequence[tuple[Turn, Place, int]]) -> None:
        """All of them, of different conversations, or none."""
        with failures_told(), self.engine.begin() as connection:
            # In one order everywhere, or two processes could wait for each other.
            for turn, place, version in sorted(turns, key=lambda one: one[0].conversation):
                _claim(connection, turn, place.version, version)
            amended = [amend(connection, turn.conversation, turn.amendment) for turn, *_ in turns if turn.amendment]
            rows = [_row(turn.conversation, event) for turn, *_ in turns for event in turn.events]
            connection.execute(_INSERT_EVENTS, rows)
            known = [
                {"sender_id": turn.conversation, "message_id": one, "after": place.last}
                for turn, place, _ in turns
                for one in turn.message_ids
            ]
            if known:
                connection.execute(_INSERT_MESSAGES, known)
        if any(amended):
            forget_in_log(self.engine)

    def references(self) -> list[str]:
        self.prepare()
        with failures_told(), self.engine.connect() as connection:
            return list(connection.execute(sa.select(STATES.c.sender_id)).scalars())


def named(reference: str) -> None:
    """Raises NoReference for what one of the databases could not hold."""
    if not 0 < len(reference) <= LONGEST_NAME or not reference.isprintable():
        raise NoReference(f"a reference has 1 to {LONGEST_NAME} printable characters")


def _first_version() -> int:
    """In seconds since 2026: a conversation that is begun anew has no version that it had before it was deleted."""
    return int(time.time()) - 1_767_225_600


def _claim(connection: Any, turn: Turn, version: int, next_version: int) -> None:
    """Takes the conversation for this transaction, if nobody has written to it since this version."""
    state = {"version": next_version, "slots": encoded(turn.slots)}
    if version == 0:
        connection.execute(_INSERT_STATE, {"sender_id": turn.conversation, **state})
        return
    seen = {"conversation": turn.conversation, "seen": version}
    if connection.execute(_UPDATE, seen | state).rowcount != 1:
        raise Conflict("the conversation has gone on in the meantime")


_CONVERSATION = sa.bindparam("conversation")
_STATE = (
    sa.select(
        STATES.c.version,
        STATES.c.slots,
        MESSAGES.c.after,
        sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == _CONVERSATION).scalar_subquery().label("last"),
    )
    .select_from(
        STATES.outerjoin(
            MESSAGES,
            (MESSAGES.c.sender_id == STATES.c.sender_id) & (MESSAGES.c.message_id == sa.bindparam("message")),
        )
    )
    .where(STATES.c.sender_id == _CONVERSATION)
)
_INSERT_EVENTS, _INSERT_MESSAGES, _INSERT_STATE = EVENTS.insert(), MESSAGES.insert(), STATES.insert()
_UPDATE = STATES.update().where((STATES.c.sender_id == _CONVERSATION) & (STATES.c.version == sa.bindparam("seen")))


def _of(conversation: str) -> Any:
    return sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == conversation)


def _latest(conversation: str, limit: int | None) -> Any:
    return _of(conversation).order_by(EVENTS.c.id.desc()).limit(limit)


def _turn(connection: Any, conversation: str, after: int) -> list[Json]:
    since = _of(conversation).where(EVENTS.c.id > after).order_by(EVENTS.c.id).limit(LONGEST_TURN)
    return [decoded(row.data) for row in connection.execute(since)]


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


def _row(conversation: str, event: Json) -> Json:
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return {
        "sender_id": conversation,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": intent and _short(intent),
        "action_name": event.get("name") and _short(event["name"]),
        "data": encoded(event),
    }


def _short(name: str) -> str:
    """The name as far as each database can hold it."""
    return "".join(filter(str.isprintable, name))[:LONGEST_NAME]
