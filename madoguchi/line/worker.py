"""Works off the inbox."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from madoguchi.line.delivery import Delivery, Later, Parcel, wait
from madoguchi.line.events import POSTBACK, TEXT, Event
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox, Waiting
from madoguchi.line.ledger import Call

logger = logging.getLogger(__name__)

GLANCE = 0.25
"""Seconds between two looks into an inbox that others fill too."""
SLOW = 1.0
"""Seconds after which a resident is shown that an answer is on its way."""
MOST_FAULTS = 5
"""Attempts at an answer that our own faults may spoil."""
KEPT = 7 * 24 * 3600.0
"""Seconds for which a settled event is known, should it be delivered again."""
HOUR = 3600.0
FAILED, LOST = "failed", "unreadable"
LOUD = {"quota", "refused", FAILED, LOST}
"""Outcomes that staff must hear of."""

Prepare = Callable[[Waiting, Event], Awaitable["list[dict[str, Any]] | str"]]
"""Makes the messages that answer an event, or tells the outcome of one that gets none."""


@dataclass
class Worker:
    """Claims events, has them answered, and sends the answers; `hands` at once, most of which wait for LINE.

    `call` does the inbox's work.
    """

    inbox: Inbox
    call: Call
    identity: Identity
    delivery: Delivery
    prepare: Prepare
    show_loading: Callable[[str], Awaitable[None]]
    clock: Callable[[], float]
    hands: int = 32
    outcomes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._news = asyncio.Event()
        self._is_stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._housekeeping: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._housekeeping = [asyncio.create_task(work()) for work in (self._run, self._renew, self._forget)]

    def wake(self) -> None:
        """Something has come."""
        self._news.set()

    async def stop(self) -> None:
        """Leaves what is not done to others."""
        # A cancellation alone could get lost: `wait_for` swallows one that comes together with what it waits for.
        self._is_stopping = True
        for task in (*self._housekeeping, *self._tasks):
            task.cancel()
        await asyncio.gather(*self._housekeeping, *self._tasks, return_exceptions=True)
        with suppress(Exception):
            await self.call(self.inbox.release)

    async def _run(self) -> None:
        while not self._is_stopping:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), GLANCE)
            self._news.clear()
            try:
                await self._claim()
            except Exception as error:
                logger.error("The inbox of LINE cannot be read: %s", _place(error))

    async def _claim(self) -> None:
        free = self.hands - len(self._tasks)
        for waiting in await self.call(self.inbox.claim, free, self.clock()) if free else ():
            task = asyncio.create_task(self._settle(waiting))
            self._tasks.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._news.set()

    async def _settle(self, waiting: Waiting) -> None:
        try:
            outcome = await self._outcome(waiting)
        except Later as later:
            until = self.clock() + later.seconds
            await self.call(self.inbox.postpone, waiting, until, later.tried)
            return
        except Exception as error:
            logger.error("A LINE event was not answered: %s", _place(error))
            if waiting.attempts + 1 < MOST_FAULTS:
                until = self.clock() + wait(waiting.attempts)
                await self.call(self.inbox.postpone, waiting, until, waiting.tried)
                return
            outcome = FAILED
        await self.call(self.inbox.settle, waiting.event, outcome, self.clock())
        self._count(outcome, waiting.kind)

    async def _outcome(self, waiting: Waiting) -> str:
        content = self.identity.open(waiting.content or b"")
        if content is None:
            return LOST  # sealed with a secret that is no longer ours
        event = Event(**content)
        held = self.identity.open(waiting.answer) if waiting.answer else None
        messages = held or await self._prepared(waiting, event)
        if isinstance(messages, str):
            return messages
        if not held or not waiting.tried:
            await self.call(self.inbox.hold, waiting.event, self.identity.seal(messages), True)
        worth_a_push = event.is_private and event.kind in {TEXT, POSTBACK}
        tried = waiting.tried and held is not None
        user = event.user if worth_a_push else ""
        parcel = Parcel(replace(waiting, tried=tried), event.token, user, messages, event.occurred / 1000)
        return await self.delivery.deliver(parcel)

    async def _prepared(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        async with self._loading(waiting, event):
            return await self.prepare(waiting, event)

    @asynccontextmanager
    async def _loading(self, waiting: Waiting, event: Event) -> AsyncIterator[None]:
        shown = asyncio.create_task(self._show_when_slow(waiting, event))
        try:
            yield
        finally:
            shown.cancel()

    async def _show_when_slow(self, waiting: Waiting, event: Event) -> None:
        if event.is_private:
            await asyncio.sleep(max(0.0, waiting.received + SLOW - self.clock()))
            await self.show_loading(event.user)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self.inbox.lease / 3)
            with suppress(Exception):  # out of reach for the moment; if it stays so, others take over
                await self.call(self.inbox.renew, self.clock())

    async def _forget(self) -> None:
        while True:
            with suppress(Exception):
                await self.call(self.inbox.forget, self.clock() - KEPT)
            await asyncio.sleep(HOUR)

    def _count(self, outcome: str, kind: str) -> None:
        self.outcomes[outcome] += 1
        if outcome in LOUD:
            logger.warning(
                "An answer on LINE came to nothing (%s, %s; %d so far)", outcome, kind, self.outcomes[outcome]
            )


def _place(error: Exception) -> str:
    """Its type and place; its text may hold what a resident wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__
