"""How much one resident, and one address, may ask for."""

from __future__ import annotations

import math
import time
from http import HTTPStatus

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from madoguchi.rasa.channels.problems import Problem


class Rate:
    """A limit such as `60 per minute`, counted in memory or in Redis (`storage` is a URI for `limits`)."""

    def __init__(self, name: str, limit: str, storage: str) -> None:
        self._name = name
        self._limit = parse(limit)
        # The limiter itself holds no more than a weak reference to it.
        self._storage = storage_from_string(storage)
        self._limiter = MovingWindowRateLimiter(self._storage)

    def count(self, who: str) -> None:
        """Counts one; raises Problem 429 with `Retry-After` where the limit is reached."""
        if not self._limiter.hit(self._limit, self._name, who):
            reset = self._limiter.get_window_stats(self._limit, self._name, who)[0]
            wait = max(1, math.ceil(reset - time.time()))
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests.", {"Retry-After": str(wait)})
