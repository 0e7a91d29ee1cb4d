"""Reading and writing conversations, a turn at a time, at a cost that does not grow with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from madoguchi.store.amendments import Amendment, Json, amend
from madoguchi.store.database import Conflict, failures_told
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
    """Up to where a conversation was read: how often it was written to by then, and its last event's id."""

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
            latest = _of(conversation).order_by(EVENTS.c.id.desc()).limit(limit)
            rows = connection.execute(latest).all()[::-1]
        return _past(rows, state, limit)

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
            if after is None:
                return None
            since = _of(conversation).where(EVENTS.c.id > after).order_by(EVENTS.c.id).limit(LONGEST_TURN)
            return [json.loads(row.data) for row in connection.execute(since)]

    def append(self, turn: Turn, place: Place) -> Place:
        """Writes what comes after the place. Raises Conflict if something else does by now.

        Once it has returned, the turn is on the disk.
        """
        self.prepare()
        for name in (turn.conversation, *turn.message_ids):
            named(name)
        amends = False
        with failures_told(), self.engine.begin() as connection:
            _claim(connection, turn, place.version)
            if turn.amendment:
                amends = amend(connection, turn.conversation, turn.amendment)
            connection.execute(EVENTS.insert(), [_row(turn.conversation, event) for event in turn.events])
            if turn.message_ids:
                known = {"sender_id": turn.conversation, "after": place.last}
                connection.execute(MESSAGES.insert(), [known | {"message_id": one} for one in turn.message_ids])
        if amends:
            forget_in_log(self.engine)
        return Place(place.version + 1, place.last)

    def references(self) -> list[str]:
        self.prepare()
        with failures_told(), self.engine.connect() as connection:
            return list(connection.execute(sa.select(STATES.c.sender_id)).scalars())


def named(reference: str) -> None:
    """Raises NoReference for what one of the databases could not hold."""
    if not 0 < len(reference) <= LONGEST_NAME or not reference.isprintable():
        raise NoReference(f"a reference has 1 to {LONGEST_NAME} printable characters")


def _claim(connection: Any, turn: Turn, version: int) -> None:
    """Takes the conversation for this transaction, if nobody has written to it since this version."""
    state = {"version": version + 1, "slots": json.dumps(turn.slots)}
    if version == 0:
        connection.execute(STATES.insert().values(sender_id=turn.conversation, **state))
        return
    seen = (STATES.c.sender_id == turn.conversation) & (STATES.c.version == version)
    if connection.execute(STATES.update().where(seen).values(**state)).rowcount != 1:
        raise Conflict("the conversation has gone on in the meantime")


def _of(conversation: str) -> Any:
    return sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == conversation)


def _past(rows: list[Any], state: Any, limit: int | None) -> Past:
    events = [json.loads(row.data) for row in rows]
    starts = [index for index, event in enumerate(events) if event["event"] == SESSION_START]
    is_cut = len(events) == limit and not starts
    first = _first_turn(events) if is_cut else starts[-1] if starts and limit else 0
    place = Place(state.version, rows[-1].id if rows else 0)
    return Past(events[first:], json.loads(state.slots), place, is_cut)


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
        "data": json.dumps(event),
    }


def _short(name: str) -> str:
    """The name as far as each database can hold it."""
    return "".join(filter(str.isprintable, name))[:LONGEST_NAME]
