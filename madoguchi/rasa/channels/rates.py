"""How much one resident, and one address, may ask for."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable
from http import HTTPStatus
from inspect import isawaitable
from typing import Any, TypeVar

from limits import aio, parse
from limits.aio.storage import MovingWindowSupport
from limits.storage import MemoryStorage
from limits.storage.redis import RedisInteractor
from limits.strategies import MovingWindowRateLimiter

from madoguchi.locks.client import client
from madoguchi.rasa.channels.problems import Problem

Value = TypeVar("Value")


class Rate:
    """A limit such as `60 per minute`, counted in memory or, for all processes together, in Redis."""

    def __init__(self, name: str, limit: str, redis: str = "") -> None:
        self._name = name
        self._limit = parse(limit)
        # The limiter itself holds no more than a weak reference to it.
        self._storage: Any = Windows(redis) if redis else MemoryStorage()
        strategy: Any = aio.strategies.MovingWindowRateLimiter if redis else MovingWindowRateLimiter
        self._limiter = strategy(self._storage)

    async def count(self, who: str) -> None:
        """Counts one; raises Problem 429 with `Retry-After` where the limit is reached."""
        if await _settled(self._limiter.hit(self._limit, self._name, who)):
            return
        reset, _ = await _settled(self._limiter.get_window_stats(self._limit, self._name, who))
        wait = max(1, math.ceil(reset - time.time()))
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests.", {"Retry-After": str(wait)})

    async def close(self) -> None:
        """Gives the connections back."""
        if isinstance(self._storage, Windows):
            await self._storage.close()


class Windows(MovingWindowSupport):
    """The library's moving windows in Redis, by its own scripts, on the client that the locks use.

    Its own storage for asyncio is for another client, and the one that is not needs a thread for each message.
    """

    def __init__(self, url: str) -> None:
        self._redis = client(url)
        self._acquire = self._redis.register_script(RedisInteractor.SCRIPT_ACQUIRE_MOVING_WINDOW)
        self._window = self._redis.register_script(RedisInteractor.SCRIPT_MOVING_WINDOW)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Counts so many, unless that were more than the limit within `expiry` seconds."""
        return bool(await self._acquire([key], [time.time(), limit, expiry, amount]))

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[int, int]:
        """Since when (in Unix time) how many were counted."""
        now = int(time.time())
        return tuple(await self._window([key], [now - expiry, limit])) or (now, 0)

    async def close(self) -> None:
        await self._redis.aclose()


async def _settled(value: Value | Awaitable[Value]) -> Value:
    return await value if isawaitable(value) else value
