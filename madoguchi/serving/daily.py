"""What is to be done once a day."""

from __future__ import annotations

import time
from collections.abc import Callable

DAY = 24 * 60 * 60.0
"""Seconds."""


class Daily:
    """Does its work when it is first asked, and then whenever a day has passed since it was last done."""

    def __init__(self, work: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._work = work
        self._clock = clock
        self._due = clock()

    def __call__(self) -> None:
        if self._clock() >= self._due:
            self._due = self._clock() + DAY
            self._work()
