"""How much one resident, and one address, may ask for."""

from __future__ import annotations

import math
import time
from http import HTTPStatus
from typing import Any

from limits import aio, parse

from madoguchi.rasa.channels.problems import Problem
from madoguchi.rasa.channels.windows import MemoryWindows, RedisWindows


class Rate:
    """A limit such as `60 per minute`, counted in memory or, for all processes together, in Redis."""

    def __init__(self, name: str, limit: str, redis: str = "") -> None:
        self._name = name
        self._limit = parse(limit)
        # The limiter itself holds no more than a weak reference to it.
        self._windows: Any = RedisWindows(redis) if redis else MemoryWindows()
        strategy: Any = aio.strategies.MovingWindowRateLimiter
        self._limiter = strategy(self._windows)

    async def count(self, who: str) -> None:
        """Counts one; raises Problem 429 with `Retry-After` where the limit is reached."""
        if await self._limiter.hit(self._limit, self._name, who):
            return
        reset, _ = await self._limiter.get_window_stats(self._limit, self._name, who)
        wait = max(1, math.ceil(reset - time.time()))
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests.", {"Retry-After": str(wait)})

    async def close(self) -> None:
        """Gives the connections back."""
        await self._windows.close()
