"""Moving windows, in which the `limits` library counts: in memory for one process, in Redis for all together."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from limits.aio.storage import MovingWindowSupport
from limits.storage.redis import RedisInteractor

from madoguchi.locks.client import client


class MemoryWindows(MovingWindowSupport):
    """When each name was counted last, as often as matters.

    The library's own starts a thread each hundredth of a second that looks through them all, and forgets no name.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()
        """Names that were counted last at the end."""

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Counts so many, unless that were more than the limit within `expiry` seconds."""
        now = self._clock()
        self._forget(now - expiry)
        moments = self._moments.setdefault(key, deque())
        while moments and moments[0] <= now - expiry:
            moments.popleft()
        if len(moments) + amount > limit:
            return False
        moments.extend([now] * amount)
        self._moments.move_to_end(key)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[int, int]:
        """Since when (in Unix time) how many were counted."""
        now = self._clock()
        recent = [moment for moment in self._moments.get(key, ()) if moment > now - expiry]
        return int(recent[0] if recent else now), len(recent)

    def __len__(self) -> int:
        """How many names are remembered."""
        return len(self._moments)

    def _forget(self, oldest: float) -> None:
        """The names that were not counted since."""
        while self._moments:
            key, moments = next(iter(self._moments.items()))
            if moments and moments[-1] > oldest:
                return
            del self._moments[key]

    async def close(self) -> None:
        """Memory has nothing to give back."""


class RedisWindows(MovingWindowSupport):
    """The library's windows in Redis, by its own scripts, on the client that the locks use.

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
        """Gives the connections back."""
        await self._redis.aclose()
