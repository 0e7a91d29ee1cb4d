"""Deliveries as LINE makes them at its worst: one to five times each, shuffled, to processes that are killed."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import sqlalchemy as sa

from madoguchi.line.database import INBOX, engine
from madoguchi.line.inbox import Inbox
from tests.line import webhooks
from tests.line.platform import Platform
from tests.line.process import SECRET, Killable

AT_ONCE = 16
"""Deliveries under way; LINE has many more, but here is one machine."""
USERS = 500


@dataclass
class Ordeal:
    """`kills` are spread evenly over the deliveries; what gets no 200 is delivered again."""

    platform: Platform
    processes: Sequence[Killable]
    events: int
    kills: int
    database: str
    delivered: int = 0
    killed: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    in_flight: set[str] = field(default_factory=set)
    """The texts whose replies were under way when a process was killed."""
    _made: dict[int, dict[str, Any]] = field(default_factory=dict)

    async def run(self) -> None:
        deliveries = [number for number in range(self.events) for _ in range(random.randint(1, 5))]
        random.shuffle(deliveries)
        pending = asyncio.Queue[int]()
        for one in deliveries:
            pending.put_nowait(one)
        every = max(1, len(deliveries) // (self.kills + 1))
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            await asyncio.gather(*(self._deliver(client, pending, every) for _ in range(AT_ONCE)))

    def _event(self, number: int) -> dict[str, Any]:
        """Made when it is first delivered: its reply token lasts a minute from then."""
        if number not in self._made:
            user = webhooks.user_id(number % USERS)
            self._made[number] = webhooks.text(user, self.platform.issue(user), _name(number))
            self.texts[_name(number)] = user
            return self._made[number]
        return self._made[number] | {"deliveryContext": {"isRedelivery": True}}

    async def _deliver(self, client: httpx.AsyncClient, pending: asyncio.Queue[int], every: int) -> None:
        while not pending.empty():
            number = pending.get_nowait()
            body = webhooks.body([self._event(number)])
            headers = {"x-line-signature": webhooks.signature(SECRET, body)}
            try:
                response = await client.post(random.choice(self.processes).address, content=body, headers=headers)
                safe = response.status_code == 200
            except httpx.HTTPError:
                safe = False
            if not safe:
                pending.put_nowait(number)
                await asyncio.sleep(0.1)
                continue
            self.delivered += 1
            if self.delivered % every == 0 and self.killed < self.kills:
                self.killed += 1
                asyncio.get_running_loop().run_in_executor(None, self._kill)

    def _kill(self) -> None:
        victim = random.choice(self.processes)
        victim.kill()
        events = replying(self.database)
        self.in_flight |= {
            _name(number) for number, made in self._made.copy().items() if made["webhookEventId"] in events
        }
        time.sleep(0.2)
        victim.start()

    def answers(self) -> Counter[str]:
        """How often each text was answered."""
        return Counter(message["text"] for user in list(self.platform.got) for message in self.platform.said(user))


def _name(number: int) -> str:
    """A text for an event, of letters alone: the gate would mask a number."""
    return "event " + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def replying(database: str) -> set[str]:
    """The events whose answer is there, and perhaps sent, but not settled."""
    reader = engine(database)
    under_way = sa.select(INBOX.c.event).where(INBOX.c.outcome.is_(None) & INBOX.c.tried)
    with reader.begin() as connection:
        found = {row.event for row in connection.execute(under_way)}
    reader.dispose()
    return found


def outcomes(database: str) -> Counter[str | None]:
    """How many events came to what; None for those that wait."""
    reader = engine(database)
    counted: Counter[str | None] = Counter()
    for (_, outcome), count in Inbox(reader).outcomes().items():
        counted[outcome] += count
    reader.dispose()
    return counted
