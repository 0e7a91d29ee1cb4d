"""Locks as processes have them: one in memory, or several that share a Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest_asyncio

from madoguchi.locks import RedisLocks
from tests.services import Redis

LEASE = 0.5


@pytest_asyncio.fixture
async def process(redis: Redis) -> AsyncIterator[Callable[[], RedisLocks]]:
    """Makes the locks of one more process on the same Redis."""
    made: list[RedisLocks] = []

    def another() -> RedisLocks:
        made.append(RedisLocks(redis.url, LEASE))
        return made[-1]

    yield another
    for one in made:
        await one.close()
