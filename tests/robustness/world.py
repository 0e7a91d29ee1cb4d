"""Bots with their action server and their stores, each of which can be struck down."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from madoguchi.serving.ports import free_ports
from madoguchi.serving.process import Process, Program
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service
from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.services import PostgreSQL, Redis, listens, open_folder, running, until

POSTGRESQL, REDIS, ACTIONS, BOT = "PostgreSQL", "Redis", "action server", "bot"
START = 300.0
"""Seconds that a bot may take to be ready, while its database is struck down again and again."""


class Part(Protocol):
    def restart(self, *, pause: float) -> None:
        """Kills it without a word before it, leaves it down for some seconds, and has it back before it returns."""


class Child:
    """One of our own programs, that can be killed and started again."""

    def __init__(self, program: Program, logs: Path, is_back: Callable[[], bool]) -> None:
        self._program = program
        self._logs = logs
        self._is_back = is_back
        self.start()

    def start(self) -> None:
        self._process = Process(self._program, self._logs)

    def kill(self) -> None:
        """`kill -9`."""
        self._process.bury(deadline=time.monotonic())

    def wait(self) -> None:
        until(self._lives, START)

    def restart(self, *, pause: float) -> None:
        self.kill()
        time.sleep(pause)
        self.start()
        self.wait()

    def _lives(self) -> bool:
        assert self._process.status is None, self._process.obituary()
        return self._is_back()


@dataclass(frozen=True)
class World:
    """What runs: where the bots answer, where their conversations are, and what can be struck down, by its name."""

    addresses: list[str]
    settings: Settings
    parts: Mapping[str, Part]


@contextmanager
def on_postgresql() -> Iterator[World]:
    """Two bots on one PostgreSQL and one Redis, both their own."""
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        postgresql, redis = PostgreSQL(_below(folder, "postgresql")), Redis(_below(folder, "redis"))
        stack.enter_context(running(postgresql))
        stack.enter_context(running(redis))
        first = Service.apart(ROOT, folder, postgresql.new_database("chaos"), redis.url)
        port, metrics_port = free_ports(2)
        second = replace(first, port=port, metrics_port=metrics_port, logs=folder / "second")
        servers: dict[str, Part] = {POSTGRESQL: postgresql, REDIS: redis}
        yield _started(stack, [first, second], servers)


@contextmanager
def on_sqlite() -> Iterator[World]:
    """One bot on a file, its locks in memory, as `make serve` starts it."""
    with ExitStack() as stack:
        yield _started(stack, [Service.apart(ROOT, stack.enter_context(open_folder()))], {})


WORLDS: dict[str, Callable[[], AbstractContextManager[World]]] = {"postgresql": on_postgresql, "sqlite": on_sqlite}


def _started(stack: ExitStack, services: list[Service], servers: Mapping[str, Part]) -> World:
    """The world of these bots and the first one's action server; the stack ends them."""
    first = services[0]
    children = {ACTIONS: Child(first.programs[0], first.logs, lambda: listens(first.actions_port))}
    for number, service in enumerate(services, 1):
        children[f"{BOT} {number}"] = Child(service.programs[1], service.logs, _readiness(service))
    for child in children.values():
        stack.callback(child.kill)
    for child in children.values():
        child.wait()
    return World([service.address for service in services], first.conversations, {**servers, **children})


def _readiness(service: Service) -> Callable[[], bool]:
    return lambda: missing(service.port) is None


def _below(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
