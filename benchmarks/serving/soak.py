"""Whether a bot stays as it is under a steady load: its errors, and whether its memory grows."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.report import table
from benchmarks.serving.figures import slope
from benchmarks.serving.load import load
from benchmarks.serving.measure import Level, faults_of, level, plan
from benchmarks.serving.processes import resident
from benchmarks.serving.systems import ACTIONS, BOT, SYSTEMS, System
from benchmarks.serving.table import number

SHARE = 0.7
"""Of the limit."""
CROWD = 32
"""Conversations at once with which the limit is measured."""
WARM_UP = 1 / 3
"""Of the time: caches fill, and Python's memory finds its size."""
GLANCE = 1.0
"""Seconds between two looks at the memory."""
HOUR = 3600


@dataclass
class Growth:
    """A process's own megabytes, by the seconds since the start; and all that were resident at last.

    Not what is read from files: the model and the dictionaries come into memory as words of theirs are met, and the
    system may drop them again.
    """

    name: str
    pid: int
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    resident: float = 0.0

    def note(self, second: float) -> None:
        now = resident(self.pid)
        self.seconds.append(second)
        self.megabytes.append(now.own)
        self.resident = now.resident

    def hourly(self) -> float:
        """Megabytes an hour after the warm-up, by least squares."""
        warm = next((place for place, at in enumerate(self.seconds) if at >= WARM_UP * self.seconds[-1]), 0)
        return slope([at / HOUR for at in self.seconds[warm:]], self.megabytes[warm:])


@dataclass(frozen=True)
class Soaked:
    """What came of it."""

    limit: float
    level: Level
    faults: dict[str, int]
    growth: list[Growth]
    busy: float


def soak(name: str, questions: Mapping[str, list[str]], minutes: float, seconds: float) -> tuple[str, Any]:
    """The table, and the figures in it. `seconds` are those in which the limit is measured."""
    with SYSTEMS[name].start() as system:
        first = load(plan(system, questions, CROWD, seconds))
        limit = first.answered / first.seconds
        crowd = max(1, round(SHARE * limit))  # each speaks once a second
        with _watched(system) as growth:
            one = load(plan(system, questions, crowd, 60 * minutes, SHARE * limit))
        faults = dict(faults_of(system, [first, one]))
        soaked = Soaked(limit, level(crowd, one), faults, growth, os.getloadavg()[0])
    return "\n".join(_report(SYSTEMS[name].title, soaked)), asdict(soaked)


@contextmanager
def _watched(system: System) -> Iterator[list[Growth]]:
    growth = [Growth(part, pid) for part in (BOT, ACTIONS) for pid in system.processes.get(part, ())]
    ended, start = threading.Event(), time.monotonic()

    def watch() -> None:
        while not ended.wait(GLANCE):
            for one in growth:
                one.note(time.monotonic() - start)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield growth
    finally:
        ended.set()
        thread.join()


def _report(title: str, soaked: Soaked) -> Iterator[str]:
    one = soaked.level
    yield f"{title}: {one.seconds / 60:.0f} minutes at {SHARE:.0%} of {soaked.limit:.0f} messages a second"
    yield ""
    rows = {
        "answered": f"{one.answered:,}",
        "messages a second": number(one.rate),
        "errors": str(sum(one.errors.values())),
        "kept otherwise than answered": str(sum(soaked.faults.values())),
        "50th, 95th, 99th percentile, ms": " / ".join(map(number, one.latency.values())),
        **{f"{held.name} {place}, MB": _grown(held) for place, held in enumerate(soaked.growth, 1)},
        "load of the machine": number(soaked.busy),
    }
    yield from table(["", ""], ([name, value] for name, value in rows.items()))


def _grown(one: Growth) -> str:
    return f"{one.resident:.0f} resident, its own {one.megabytes[-1]:.1f}, an hour {one.hourly():+.2f}"
