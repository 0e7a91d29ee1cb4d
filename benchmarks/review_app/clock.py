"""Two clocks at once: the wall's, and that of the processors that this work keeps busy."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True)
class Moment:
    """Milliseconds since some moment. `processor` counts what this process and its PostgreSQL were given, as far as the
    system tells (Linux), however busy others keep the machine."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> Moment:
        return cls(time.perf_counter() * 1000, time.thread_time() * 1000 + _of_postgresql())

    def since(self, start: Moment) -> Moment:
        return Moment(self.wall - start.wall, self.processor - start.processor)

    def __str__(self) -> str:
        return f"{self.wall:.0f} ms, on the processor {self.processor:.0f} ms"


def _of_postgresql() -> float:
    """Of the one process that serves this connection; SQLite works in our own."""
    raw = getattr(connection.connection, "info", None)
    told = Path(f"/proc/{raw.backend_pid}/schedstat") if raw else None
    return int(told.read_text().split()[0]) / 1e6 if told and told.exists() else 0.0
