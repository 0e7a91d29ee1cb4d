"""All figures of one system."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.serving.figures import per_message, percentile
from benchmarks.serving.length import turn_times
from benchmarks.serving.load import Load, Plan, load
from benchmarks.serving.order import faults
from benchmarks.serving.processes import Memory, memory
from benchmarks.serving.systems import BOT, System
from tests.robustness.verdict import kept

PERCENTILES = (50, 95, 99)


@dataclass(frozen=True)
class Level:
    """With so many conversations at once: messages a second, milliseconds for an answer by percentile, processor
    milliseconds a message by part, and what there was instead of answers."""

    conversations: int
    rate: float
    latency: dict[int, float]
    processor: dict[str, float]
    errors: dict[str, int]
    seconds: float
    answered: int


@dataclass(frozen=True)
class Measured:
    """Seconds to the first answer; the loads; milliseconds of a turn by its number; megabytes by part, after all of it;
    what was kept otherwise than answered, where that can be told; processes that ran or waited, on the average of the
    machine's last minute."""

    first_answer: float
    levels: list[Level]
    turns: dict[int, float]
    memory: dict[str, Memory]
    bots: int = 1
    is_checked: bool = False
    faults: dict[str, int] = field(default_factory=dict)
    busy: float = 0.0


def measure(system: System, questions: Mapping[str, list[str]], conversations: list[int], seconds: float) -> Measured:
    turns = turn_times(system, questions)
    loads = {number: load(plan(system, questions, number, seconds)) for number in conversations}
    return Measured(
        first_answer=system.first_answer,
        levels=[level(number, one) for number, one in loads.items()],
        turns=turns,
        memory={name: memory(roots) for name, roots in system.processes.items()},
        bots=len(system.processes[BOT]),
        is_checked=system.settings is not None,
        faults=dict(faults_of(system, loads.values())),
        busy=os.getloadavg()[0],
    )


def plan(
    system: System, questions: Mapping[str, list[str]], conversations: int, seconds: float, rate: float | None = None
) -> Plan:
    return Plan(
        dialect=system.dialect,
        addresses=system.addresses,
        questions=questions,
        conversations=conversations,
        seconds=seconds,
        rate=rate,
        processes=system.processes,
    )


def level(conversations: int, one: Load) -> Level:
    latency = {share: 1000 * percentile(one.latencies, share / 100) for share in PERCENTILES}
    return Level(
        conversations=conversations,
        rate=one.answered / one.seconds,
        latency=latency,
        processor=per_message(one.processor, one.answered),
        errors=dict(one.errors),
        seconds=one.seconds,
        answered=one.answered,
    )


def faults_of(system: System, loads: Any) -> Counter[str]:
    """Only where the messages have ids that the bot keeps."""
    if system.settings is None:
        return Counter()
    conversations = [answers for one in loads for answers in one.conversations]
    return faults(conversations, kept(system.settings))
