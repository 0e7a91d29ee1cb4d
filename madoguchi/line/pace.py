"""Webhooks before answers: LINE waits for its 200, a resident for the next second at most."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

TURNS = 2
"""Turns at once. One keeps the event loop busy for some milliseconds at a stretch, and webhooks waiting for as long
as all of them together; a second one uses the time in which the first waits for the disk."""
PATIENCE = 0.25
"""Seconds that a turn waits for a pause between webhooks; then it begins nevertheless."""


@dataclass
class Pace:
    """Turns of the bot share an event loop with the webhooks."""

    turns: int = TURNS
    patience: float = PATIENCE
    _webhooks: int = 0
    _pause: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.turns)
        self._pause.set()

    @contextmanager
    def webhook(self) -> Iterator[None]:
        """Within, a webhook is under way."""
        self._webhooks += 1
        self._pause.clear()
        try:
            yield
        finally:
            self._webhooks -= 1
            if not self._webhooks:
                self._pause.set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Within, one of the few turns at a time is made."""
        async with self._free:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._pause.wait(), self.patience)
            yield
