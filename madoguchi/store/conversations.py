"""Reading and writing conversations, a turn at a time, at a cost that does not grow with them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from madoguchi.store.amendments import Amendment, Json, amend
from madoguchi.store.database import Conflict, failures_told
from madoguchi.store.encoding import encoded
from madoguchi.store.names import named
from madoguchi.store.past import LATEST, Arrival, Look, Past, Place, look, past, turn
from madoguchi.store.scrub import forget_in_log
from madoguchi.store.tables import EVENTS, LONGEST_NAME, MESSAGES, STATES, create


@dataclass(frozen=True)
class Turn:
    """What is to be written at once, or not at all. Raises NoReference as `Arrival` does."""

    conversation: str
    events: Sequence[Json]
    slots: Mapping[str, Any]
    message_ids: Sequence[str] = field(default=())
    amendment: Amendment | None = None
    """Of what was said before."""

    def __post_init__(self) -> None:
        for name in (self.conversation, *self.message_ids):
            named(name)


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
            return past(connection, conversation, limit)

    def look(self, arrivals: Sequence[Arrival]) -> list[Look]:
        """All that is needed when messages come, in one query for all whose conversations are as they were."""
        self.prepare()
        with failures_told(), self.engine.connect() as connection:
            return look(connection, arrivals)

    def turn(self, conversation: str, message_id: str) -> list[Json] | None:
        """The events from some point before the message with this id on; None if there is no such message."""
        self.prepare()
        named(conversation)
        named(message_id)
        with failures_told(), self.engine.connect() as connection:
            return turn(connection, conversation, message_id)

    def append(self, turn: Turn, place: Place) -> Place:
        """As `append_all` one."""
        return self.append_all([(turn, place)])[0]

    def append_all(self, turns: Sequence[tuple[Turn, Place]]) -> list[Place]:
        """Writes, of different conversations, what comes after the place; Conflict, and none of it, if something else
        does by now. Once it has returned, the turns are on the disk.
        """
        self.prepare()
        placed = [(turn, place, Place(_next_version(place), place.last)) for turn, place in turns]
        self._write(placed)
        return [after for _, _, after in placed]

    def _write(self, turns: Sequence[tuple[Turn, Place, Place]]) -> None:
        """All of them or none."""
        with failures_told(), self.engine.begin() as connection:
            # In one order everywhere, or two processes could wait for each other.
            _claim(connection, sorted(turns, key=lambda one: one[0].conversation))
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


def _first_version() -> int:
    """In seconds since 2026: a conversation that is begun anew has no version that it had before it was deleted."""
    return int(time.time()) - 1_767_225_600


def _next_version(place: Place) -> int:
    return place.version + 1 if place.version else _first_version()


def _claim(connection: Any, turns: Sequence[tuple[Turn, Place, Place]]) -> None:
    """Takes the conversations for this transaction, if nobody has written to them since they were read."""
    states = [
        {
            "conversation": turn.conversation,
            "seen": place.version,
            "version": after.version,
            "slots": encoded(turn.slots),
        }
        for turn, place, after in turns
    ]
    known, fresh = ([one for one in states if bool(one["seen"]) is is_known] for is_known in (True, False))
    if fresh:
        connection.execute(_INSERT_STATE, fresh)
    if known and connection.execute(_UPDATE, known).rowcount != len(known):
        raise Conflict("the conversation has gone on in the meantime")


_CONVERSATION = sa.bindparam("conversation")
_INSERT_EVENTS, _INSERT_MESSAGES = EVENTS.insert(), MESSAGES.insert()
_INSERT_STATE = STATES.insert().values(sender_id=_CONVERSATION)
_UPDATE = STATES.update().where((STATES.c.sender_id == _CONVERSATION) & (STATES.c.version == sa.bindparam("seen")))


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
