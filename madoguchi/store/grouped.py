"""What several threads want to write at once, written in one transaction: one wait for the disk in place of many."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Work = TypeVar("Work")


@dataclass
class _Waiting(Generic[Work]):
    work: Work
    is_done: bool = False
    error: BaseException | None = None


class Grouped(Generic[Work]):
    """Whoever comes while others are written waits for those, and is then written with all who wait as well.

    `write` writes all it is given, or nothing and raises. Where it raises `alone`, the fault is of one in the group,
    and each is tried by itself.
    """

    def __init__(self, write: Callable[[Sequence[Work]], None], alone: type[Exception]) -> None:
        self._write = write
        self._alone = alone
        self._waiting: list[_Waiting[Work]] = []
        self._arriving = threading.Lock()
        self._writing = threading.Lock()

    def put(self, work: Work) -> None:
        """Returns once it is written. Raises what `write` raises."""
        mine = _Waiting(work)
        with self._arriving:
            self._waiting.append(mine)
        with self._writing:
            if not mine.is_done:
                self._write_all(self._all())
        if mine.error is not None:
            raise mine.error

    def _all(self) -> list[_Waiting[Work]]:
        with self._arriving:
            group, self._waiting = self._waiting, []
        return group

    def _write_all(self, group: list[_Waiting[Work]]) -> None:
        error = self._failure(group)
        if len(group) > 1 and isinstance(error, self._alone):
            for one in group:
                one.error = self._failure([one])
        for one in group:
            one.is_done = True

    def _failure(self, group: list[_Waiting[Work]]) -> BaseException | None:
        try:
            self._write([one.work for one in group])
        except BaseException as error:
            for one in group:
                one.error = error
            return error
        return None
