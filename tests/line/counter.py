"""A process of the channel without Rasa, on a clock of its own, against the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from madoguchi.line.api import Api
from madoguchi.line.database import engine
from madoguchi.line.delivery import Delivery
from madoguchi.line.events import Event
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox, Waiting
from madoguchi.line.ledger import Ledger
from madoguchi.line.worker import Worker
from madoguchi.privacy import Gate, SplitNumbers
from tests.line import webhooks
from tests.line.conftest import TOKEN, soon
from tests.line.platform import Platform

USER = webhooks.user_id(1)


class Clock:
    """Seconds that pass when a test says so; the platform's and ours are the same."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Counter:
    """One process of the bot, with an answerer that repeats what was said."""

    address: str
    clock: Clock
    platform: Platform
    hold: asyncio.Event | None = None
    fails: int = 0
    answered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.identity = Identity("k" * 32)
        self.ledger = Ledger(engine(self.address))
        self.inbox = Inbox(self.ledger)
        self.reader = Inbox(engine(self.address))  # the inbox belongs to the ledger's thread
        self.entrance = Entrance(SplitNumbers(Gate([])), self.identity, {"/greet"})
        self.api = Api(TOKEN, self.platform.address)
        delivery = Delivery(self.api, self.clock)
        self.worker = Worker(
            self.inbox, self.ledger.call, self.identity, delivery, self.prepare, self.api.show_loading, self.clock
        )

    async def prepare(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        if self.hold:
            await self.hold.wait()
        self.answered.append(event.id)
        if self.fails:
            self.fails -= 1
            raise RuntimeError("a fault of ours")
        return [{"type": "text", "text": f"echo {event.text}"}]

    async def close(self) -> None:
        await self.worker.stop()
        await self.api.close()
        await self.ledger.close()

    async def take(self, *events: dict[str, Any]) -> None:
        admitted = [one for one in map(self.entrance.admit, events) if one]
        await self.ledger.call(self.inbox.accept, admitted, self.clock())
        self.worker.wake()

    def outcomes(self) -> dict[str | None, int]:
        counted: dict[str | None, int] = {}
        for (_, outcome), count in self.reader.outcomes().items():
            counted[outcome] = counted.get(outcome, 0) + count
        return counted

    async def settled(self, outcomes: dict[str | None, int]) -> None:
        await soon(lambda: None not in self.outcomes())
        assert self.outcomes() == outcomes


@pytest.fixture
def clock(platform: Platform) -> Clock:
    clock = Clock()
    platform.clock = clock
    return clock


@pytest.fixture
async def counter(platform: Platform, clock: Clock, tmp_path: Path) -> AsyncIterator[Counter]:
    made = Counter(f"sqlite:///{tmp_path}/line.db", clock, platform)
    yield made
    await made.close()


def said(platform: Platform, text: str = "hello", **more: Any) -> dict[str, Any]:
    return webhooks.text(USER, platform.issue(USER), text, **more)


def got(platform: Platform) -> list[tuple[str, str]]:
    return [(one.how, one.messages[0]["text"]) for one in platform.got[USER]]


async def passes(counter: Counter, clock: Clock) -> None:
    """Time goes by until everything is settled."""

    def later() -> bool:
        clock.now += 0.5
        return None not in counter.outcomes()

    await soon(later)
