"""Getting an answer to a resident: by the reply token while it lasts, then by a push."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from madoguchi.line.api import Sent
from madoguchi.line.inbox import Waiting

TOKEN_LASTS = 60.0
"""Seconds, by LINE's rules, from the event on."""
MARGIN = 5.0
"""Seconds before that in which no call is begun any more."""
GIVES_UP = 23 * 3600.0
"""Seconds after which an answer is of no use; LINE keeps retry keys for a day."""
LONGEST_WAIT = 60.0
_RETRY_KEYS = uuid.UUID("5bd9f5c6-6a2c-4d0b-9d0f-0f4f2d1f8f0e")

REPLIED, PUSHED, EXPIRED, QUOTA, REFUSED = "replied", "pushed", "expired", "quota", "refused"
IN_DOUBT = "pushed_in_doubt"
"""Pushed, though a reply may have got through before: better twice than never."""


class Line(Protocol):
    """What delivery needs of LINE's API."""

    async def reply(self, token: str, messages: list[dict[str, Any]]) -> Sent: ...

    async def push(self, user: str, messages: list[dict[str, Any]], retry_key: str) -> Sent: ...


@dataclass(frozen=True)
class Later(Exception):
    """Not now. `tried` if a reply may have got through."""

    seconds: float
    tried: bool


@dataclass(frozen=True)
class Parcel:
    """An answer on its way. `user` is nobody where a late answer is not worth a push, which LINE counts; `occurred` is
    LINE's time of the event in seconds."""

    waiting: Waiting
    token: str
    user: str
    messages: list[dict[str, Any]]
    occurred: float = 0.0


@dataclass(frozen=True)
class Delivery:
    line: Line
    clock: Callable[[], float]

    async def deliver(self, parcel: Parcel) -> str:
        """The outcome. Raises Later where LINE may take it another time."""
        age = self.clock() - parcel.waiting.received
        if parcel.token and age < TOKEN_LASTS - MARGIN:
            sent = await self.line.reply(parcel.token, parcel.messages)
            if sent is not Sent.TOKEN_INVALID:
                return self._replied(sent, parcel)
            if parcel.waiting.tried and self.clock() - parcel.occurred < TOKEN_LASTS:
                return REPLIED  # within its minute a token is invalid only when it was used, and only by us
        if not parcel.user or age > GIVES_UP:
            return EXPIRED
        return self._pushed(await self.line.push(parcel.user, parcel.messages, retry_key(parcel)), parcel)

    def _replied(self, sent: Sent, parcel: Parcel) -> str:
        if sent is Sent.DONE:
            return REPLIED
        if sent is Sent.REFUSED:
            return REFUSED
        if sent is Sent.QUOTA:
            return QUOTA
        raise Later(wait(parcel.waiting.attempts), tried=parcel.waiting.tried or sent is Sent.UNCERTAIN)

    def _pushed(self, sent: Sent, parcel: Parcel) -> str:
        if sent in {Sent.DONE, Sent.KNOWN}:
            return IN_DOUBT if parcel.waiting.tried else PUSHED
        if sent is Sent.QUOTA:
            return QUOTA
        if sent in {Sent.REFUSED, Sent.TOKEN_INVALID}:
            return REFUSED
        raise Later(wait(parcel.waiting.attempts), tried=parcel.waiting.tried)


def retry_key(parcel: Parcel) -> str:
    """The same for every attempt at one answer, in whichever process."""
    return str(uuid.uuid5(_RETRY_KEYS, parcel.waiting.event))


def wait(attempts: int) -> float:
    """Seconds until the next attempt: 1, 2, 4, up to a minute."""
    return min(LONGEST_WAIT, 2.0 ** min(attempts, 6))
