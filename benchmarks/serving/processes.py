"""What processes have used, as Linux tells below /proc."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")
IDLE = (3, 4)
"""Places of the time without work, and of that in which only the disk worked, in the first line of /proc/stat."""
MEGABYTE = 1024
"""In the kilobytes that /proc tells."""


@dataclass(frozen=True)
class Memory:
    """Megabytes of one or more processes: all that is in memory; the same with what they share divided among them; and
    what is no part of a file, so that the system cannot drop it and read it again."""

    resident: float
    proportional: float
    own: float


def processor_seconds(roots: Iterable[int]) -> float:
    """Of these processes and all below them, those included that have ended since."""
    return sum(_seconds(pid) for root in roots for pid in tree(root))


def by_group(groups: Mapping[str, Iterable[int]]) -> dict[str, float]:
    return {name: processor_seconds(roots) for name, roots in groups.items()}


def idle_seconds() -> float:
    """Of all processors together, since the machine started."""
    first = (PROC / "stat").read_text().splitlines()[0].split()[1:]
    return sum(int(first[place]) for place in IDLE) / TICK


def memory(roots: Iterable[int]) -> Memory:
    told = [_kilobytes(pid) for root in roots for pid in tree(root)]
    totals = [sum(one[key] for one in told) / MEGABYTE for key in ("Rss", "Pss", "Anonymous")]
    return Memory(*totals)


def resident(pid: int) -> Memory:
    """Of one process, without a look at each page, for which it would wait. Raises OSError once it has ended."""
    told = _told(PROC / str(pid) / "status")
    return Memory(told["VmRSS"] / MEGABYTE, math.nan, told["RssAnon"] / MEGABYTE)


def tree(root: int) -> Iterator[int]:
    """A process and all below it that live."""
    yield root
    with suppress(OSError):
        for thread in (PROC / str(root) / "task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))


def _seconds(pid: int) -> float:
    """0 for a process that has ended: its parent has its time."""
    try:
        # The second field is the name, which may hold spaces.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(one) for one in fields[11:15]) / TICK


def _kilobytes(pid: int) -> dict[str, int]:
    try:
        return _told(PROC / str(pid) / "smaps_rollup")
    except OSError:
        return {"Rss": 0, "Pss": 0, "Anonymous": 0}


def _told(file: Path) -> dict[str, int]:
    """All lines such as `Rss:  5 kB`."""
    lines = [line.partition(":") for line in file.read_text().splitlines() if line.endswith(" kB")]
    return {name: int(value.split()[0]) for name, _, value in lines}
