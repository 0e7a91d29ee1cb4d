"""What a rate of messages needs, by what one message costs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

UTILISATION = 0.7
"""Of a core, at the rate that is told: nearer to 1, waiting grows faster than the rate."""
PEAK = 10
"""The busiest second of a day beside its mean; an assumption. What is kept grows with the mean."""
DAY = 86_400
KEPT_DAYS = 90
MEGABYTES = 1024
"""Of a gigabyte."""


@dataclass(frozen=True)
class Cost:
    """Of one message: processor milliseconds by part, bytes that are kept, transactions and Redis's commands.

    Of one bot process: megabytes, and connections to PostgreSQL at most.
    """

    processor: Mapping[str, float]
    kept: float
    commits: float
    commands: float
    megabytes: float
    connections: int


@dataclass(frozen=True)
class Need:
    """Of a rate: cores by part, bot processes with their gigabytes and connections, transactions and commands a second,
    gigabytes that the conversations of KEPT_DAYS take."""

    rate: float
    cores: dict[str, float]
    bots: int
    gigabytes: float
    connections: int
    commits: float
    commands: float
    kept: float


def need(rate: float, cost: Cost, bot: str) -> Need:
    """For a second with that many messages; a bot process uses one core, the others as many as they get."""
    cores = {name: rate * spent / 1000 / UTILISATION for name, spent in cost.processor.items()}
    bots = max(1, math.ceil(cores[bot]))
    return Need(
        rate=rate,
        cores=cores,
        bots=bots,
        gigabytes=bots * cost.megabytes / MEGABYTES,
        connections=bots * cost.connections,
        commits=rate * cost.commits,
        commands=rate * cost.commands,
        kept=rate / PEAK * DAY * KEPT_DAYS * cost.kept / MEGABYTES**3,
    )


def foretold(bots: int, cores: int, processor: Mapping[str, float], bot: str) -> float:
    """Messages a second at most: the bots have a core each, and all parts together no more than the machine has."""
    return min(1000 * bots / processor[bot], 1000 * cores / sum(processor.values()))
