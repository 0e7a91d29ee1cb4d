"""Locks for one process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Waited(Exception):
    """Those before took too long."""


class MemoryLocks:
    """First come, first served, as asyncio's own lock is; nobody polls. A name that nobody holds takes no room."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: Counter[str] = Counter()

    @asynccontextmanager
    async def held(self, name: str, patience: float) -> AsyncIterator[None]:
        """Within, nobody else holds the name. Raises Waited when that takes longer than `patience` seconds."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        self._users[name] += 1
        try:
            if self._users[name] == 1:
                await lock.acquire()  # nobody else wants it: at once
            else:
                await _acquire(lock, patience)
            try:
                yield
            finally:
                lock.release()
        finally:
            self._leave(name)

    async def ping(self) -> None:
        """Memory is always in reach."""

    def __len__(self) -> int:
        """How many names are held or waited for."""
        return len(self._locks)

    def _leave(self, name: str) -> None:
        self._users[name] -= 1
        if not self._users[name]:
            del self._users[name], self._locks[name]


async def _acquire(lock: asyncio.Lock, patience: float) -> None:
    try:
        await asyncio.wait_for(lock.acquire(), patience)
    except asyncio.TimeoutError:
        raise Waited("another message of the conversation takes too long") from None
