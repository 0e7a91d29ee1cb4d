"""Two bots with their action server on one PostgreSQL and one Redis, each of which can be struck down."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from madoguchi.serving.ports import free_ports
from madoguchi.serving.process import Process, Program
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service
from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.services import PostgreSQL, Redis, open_folder, running, until

START = 120.0
"""Seconds that a bot may take to be ready, on a machine that is busy with the other one."""


class Child:
    """One of our own programs, that can be killed and started again."""

    def __init__(self, program: Program, logs: Path) -> None:
        self._program = program
        self._logs = logs
        self._process = Process(program, logs)

    def kill(self) -> None:
        """`kill -9`, without a word before it."""
        self._process.bury(deadline=time.monotonic())

    def start(self) -> None:
        self._process = Process(self._program, self._logs)


class World:
    """Everything that runs, by the names in which `strike` takes it."""

    def __init__(self, folder: Path, postgresql: PostgreSQL, redis: Redis, settings: Settings) -> None:
        self.postgresql = postgresql
        self.redis = redis
        self.settings = settings
        first = Service.apart(ROOT, folder, settings, redis.url)
        port, metrics_port = free_ports(2)
        second = replace(first, port=port, metrics_port=metrics_port, logs=folder / "second")
        self._ports = [first.port, second.port]
        self.addresses = [service.address for service in (first, second)]
        self.actions = Child(first.programs[0], first.logs)
        self.bots = [Child(service.programs[1], service.logs) for service in (first, second)]

    def strike(self, victim: str, pause: float) -> None:
        """Kills or restarts the victim, leaves it down for some seconds, and has it back before it returns."""
        if victim == "PostgreSQL":
            self.postgresql.restart(pause=pause)
        elif victim == "Redis":
            self.redis.restart(pause=pause)
        elif victim == "action server":
            self._kill(self.actions, pause)
        else:
            number = int(victim.removeprefix("bot ")) - 1
            self._kill(self.bots[number], pause)
            self.wait(number)

    def wait(self, number: int) -> None:
        """Until this bot is ready."""
        until(lambda: missing(self._ports[number]) is None, START)

    def close(self) -> None:
        for child in (*self.bots, self.actions):
            child.kill()

    def _kill(self, child: Child, pause: float) -> None:
        child.kill()
        time.sleep(pause)
        child.start()


@contextmanager
def world() -> Iterator[World]:
    """Within, all of it runs; its PostgreSQL and its Redis are its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        postgresql, redis = PostgreSQL(_below(folder, "postgresql")), Redis(_below(folder, "redis"))
        stack.enter_context(running(postgresql))
        stack.enter_context(running(redis))
        one = World(folder, postgresql, redis, postgresql.new_database("chaos"))
        stack.callback(one.close)
        for number in range(len(one.bots)):
            one.wait(number)
        yield one


def _below(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
