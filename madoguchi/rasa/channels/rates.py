"""How much one resident, and one address, may ask for."""

from __future__ import annotations

import asyncio
import math
import time
from http import HTTPStatus

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from madoguchi.rasa.channels.problems import Problem

MEMORY = "memory://"
PATIENCE = 3.0
"""Seconds that Redis may take."""


class Rate:
    """A limit such as `60 per minute`, counted in memory or, for all processes together, in Redis."""

    def __init__(self, name: str, limit: str, redis: str = "") -> None:
        self._name = name
        self._limit = parse(limit)
        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE} if redis else {}
        # The limiter itself holds no more than a weak reference to it.
        self._storage = storage_from_string(redis or MEMORY, **patience)
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._is_near = not redis

    async def count(self, who: str) -> None:
        """Counts one; raises Problem 429 with `Retry-After` where the limit is reached."""
        # What waits for Redis must not keep everybody else waiting.
        wait = self._wait(who) if self._is_near else await asyncio.to_thread(self._wait, who)
        if wait:
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests.", {"Retry-After": str(wait)})

    def _wait(self, who: str) -> int:
        """Seconds until the next one is let in; 0 for one that is."""
        if self._limiter.hit(self._limit, self._name, who):
            return 0
        reset = self._limiter.get_window_stats(self._limit, self._name, who)[0]
        return max(1, math.ceil(reset - time.time()))
