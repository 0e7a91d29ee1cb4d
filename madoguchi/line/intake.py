"""Events of several webhooks go into the inbox together, since a commit for each would keep the next ones waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from madoguchi.line.inbox import Delivered, Inbox
from madoguchi.line.ledger import Call


class Intake:
    """One round of acceptance at a time; what comes meanwhile shares the next one."""

    def __init__(self, inbox: Inbox, call: Call, clock: Callable[[], float]) -> None:
        self._inbox = inbox
        self._call = call
        self._clock = clock
        self._gathered: list[Delivered] = []
        self._next: asyncio.Task[None] | None = None
        self._round = asyncio.Lock()

    async def take(self, delivered: Iterable[Delivered]) -> None:
        """Returns once they are safe; raises what the inbox raised, for all that shared the round."""
        self._gathered += delivered
        self._next = self._next or asyncio.create_task(self._accept())
        # One who hangs up takes nothing from the others.
        await asyncio.shield(self._next)

    async def _accept(self) -> None:
        async with self._round:
            gathered, self._gathered, self._next = self._gathered, [], None
            await self._call(self._inbox.accept, gathered, self._clock())
