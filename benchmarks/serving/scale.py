"""One to many bot processes on one PostgreSQL and one Redis, and what more messages would need."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import redis
import sqlalchemy as sa

from benchmarks.report import table
from benchmarks.serving.figures import ratio, undisturbed
from benchmarks.serving.load import GENERATOR, IDLE, load
from benchmarks.serving.measure import Level, faults_of, level, plan
from benchmarks.serving.needs import KEPT_DAYS, Cost, foretold, need
from benchmarks.serving.processes import memory
from benchmarks.serving.systems import ACTIONS, BOT, POSTGRESQL, REDIS, System, on_postgresql
from benchmarks.serving.table import number
from madoguchi.store.database import CONNECTIONS, connect

PARTS = (BOT, ACTIONS, POSTGRESQL, REDIS)
RATES = (1, 100, 10_000)
CROWD = 32
"""Conversations at once for each bot: enough that none waits for them, and what comes at once is as much for each."""


@dataclass(frozen=True)
class Point:
    """With so many bot processes. `alone` is the rate with what the load generator and others used given back, `slope`
    how many messages a bot answers in a second of its processor."""

    bots: int
    level: Level
    alone: float
    slope: float
    cost: Cost
    faults: dict[str, int]
    busy: float


def scale(processes: list[int], questions: Mapping[str, list[str]], seconds: float) -> tuple[str, Any]:
    """The tables, and the figures in them."""
    points = []
    for bots in processes:
        with on_postgresql(bots) as system:
            points.append(_point(system, bots, questions, seconds))
        print(f"measured: {bots}, at a load of {points[-1].busy:.1f}", file=sys.stderr, flush=True)
    return "\n".join(_report(points)), [asdict(point) for point in points]


def _point(system: System, bots: int, questions: Mapping[str, list[str]], seconds: float) -> Point:
    before = _counters(system)
    crowd = CROWD * bots
    one = load(plan(system, questions, crowd, seconds))
    spent = {name: after - before[name] for name, after in _counters(system).items()}
    answered = sum(map(len, one.conversations))
    measured, cores = level(crowd, one), os.cpu_count() or 1
    system_seconds = sum(one.processor[part] for part in PARTS)
    slope = 1000 / measured.processor[BOT]
    return Point(
        bots=bots,
        level=measured,
        # A bot uses no more than one core, however many are given back.
        alone=min(bots * slope, undisturbed(measured.rate, one.seconds, cores, system_seconds, one.processor[IDLE])),
        slope=slope,
        cost=Cost(
            processor={part: measured.processor[part] for part in PARTS},
            kept=spent["bytes"] / answered,
            commits=spent["commits"] / answered,
            commands=spent["commands"] / answered,
            megabytes=memory(system.processes[BOT]).resident / bots,
            connections=CONNECTIONS,
        ),
        faults=dict(faults_of(system, [one])),
        busy=os.getloadavg()[0],
    )


def _counters(system: System) -> dict[str, float]:
    """What PostgreSQL and Redis count."""
    engine = connect(system.settings)
    with engine.connect() as connection:
        asked = "SELECT pg_database_size(datname), xact_commit FROM pg_stat_database WHERE datname = current_database()"
        size, commits = connection.execute(sa.text(asked)).one()
    engine.dispose()
    commands = redis.Redis.from_url(system.redis.url).info()["total_commands_processed"]
    return {"bytes": float(size), "commits": float(commits), "commands": float(commands)}


def _report(points: list[Point]) -> Iterator[str]:
    yield from ("**Bot processes on one machine**", "", *_points(points), "")
    middle = points[min(1, len(points) - 1)]
    yield f"**What a rate needs**, by what a message cost with {middle.bots} processes"
    yield from ("", *_needs(middle.cost))


def _points(points: list[Point]) -> Iterator[str]:
    first, cores = points[0], os.cpu_count() or 1
    whole = {part: first.level.processor[part] for part in (*PARTS, GENERATOR)}
    header = ["bot processes", *map(str, (point.bots for point in points))]
    rows: dict[str, list[str]] = {
        "messages a second": [number(point.level.rate) for point in points],
        "foretold by one process": [number(foretold(point.bots, cores, whole, BOT)) for point in points],
        "without the load generator and others": [number(point.alone) for point in points],
        "beside one process": [number(ratio(point.alone, first.alone)) for point in points],
        "messages in a second of a bot's processor": [number(point.slope) for point in points],
        "so with a core for each bot, beside one": [number(point.bots * point.slope / first.slope) for point in points],
        "95th percentile, ms": [number(point.level.latency[95]) for point in points],
        **{
            f"{part}, ms a message": [number(one.level.processor[part]) for one in points]
            for part in (*PARTS, GENERATOR)
        },
        "a bot's memory, MB": [number(point.cost.megabytes) for point in points],
        "kept, bytes a message": [number(point.cost.kept) for point in points],
        "transactions a message": [number(point.cost.commits) for point in points],
        "Redis's commands a message": [number(point.cost.commands) for point in points],
        "errors": [str(sum(point.level.errors.values())) for point in points],
        "kept otherwise than answered": [str(sum(point.faults.values())) for point in points],
        "load of the machine": [number(point.busy) for point in points],
    }
    return table(header, ([name, *values] for name, values in rows.items()))


def _needs(cost: Cost) -> Iterator[str]:
    needs = [need(rate, cost, BOT) for rate in RATES]
    rows: dict[str, list[str]] = {
        "bot processes": [f"{one.bots:,}" for one in needs],
        "their memory, GB": [number(one.gigabytes) for one in needs],
        **{f"cores, {part}": [number(one.cores[part]) for one in needs] for part in PARTS},
        "connections to PostgreSQL": [f"{one.connections:,}" for one in needs],
        "transactions a second": [number(one.commits) for one in needs],
        "Redis's commands a second": [number(one.commands) for one in needs],
        f"conversations of {KEPT_DAYS} days, GB": [number(one.kept) for one in needs],
    }
    return table(
        ["messages a second", *(f"{one.rate:,}" for one in needs)], ([name, *row] for name, row in rows.items())
    )
