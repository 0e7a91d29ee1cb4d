"""The systems that are measured: each starts within a `with` and ends with it."""

from __future__ import annotations

import asyncio
import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks.serving.dialects import DIALECTS, FAILURES, client
from benchmarks.serving.rasa_init import ensure_bot
from benchmarks.unlimited import Unlimited, unlimited
from madoguchi.serving.environment import environment
from madoguchi.serving.ports import HOST, free_ports
from madoguchi.serving.process import Program
from madoguchi.store.database import Settings
from tests.services import DURABLE, PostgreSQL, Redis, listens, open_folder, running

ROOT = Path(__file__).parents[2]
LONGEST_START = 300.0
"""Seconds until a system answers."""
GLANCE = 0.02
"""Seconds between two looks for a first answer."""
BOT, ACTIONS, POSTGRESQL, REDIS = "bot", "action server", "PostgreSQL", "Redis"


Child = subprocess.Popen[bytes]


@dataclass(frozen=True)
class System:
    """One that runs. `processes` are the topmost ones of each part; `first_answer` came so many seconds after its
    start."""

    dialect: str
    addresses: tuple[str, ...]
    processes: dict[str, tuple[int, ...]]
    first_answer: float
    settings: Settings | None = field(default=None, repr=False)
    """Where its conversations are kept, if it is a database of ours."""
    redis: Redis | None = field(default=None, repr=False)


@contextmanager
def rasa_init(stores: str) -> Iterator[System]:
    """With its conversations in memory, as it comes, or in SQLite by Rasa's own store."""
    with ExitStack() as stack:
        folder, bot = stack.enter_context(open_folder()), ensure_bot(ROOT)
        [port] = free_ports(1)
        command = ["-m", "rasa", "run", "--model", "model.tar.gz", "--interface", HOST, "--port", str(port)]
        # The interface through which a conversation is made long costs the others nothing.
        command += ["--endpoints", f"{stores}.yml", "--credentials", "credentials.yml", "--enable-api"]
        where = environment(bot, RASA_INIT_DB=str(folder / "rasa.db"))
        program = Program("rasa-init", [sys.executable, *command], where, bot)
        yield _one(stack, "rest", program, folder, port)


@contextmanager
def bare() -> Iterator[System]:
    """Sanic alone."""
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        [port] = free_ports(1)
        command = [sys.executable, "-m", "benchmarks.serving.bare", str(port)]
        yield _one(stack, "website", Program("bare", command, environment(ROOT), ROOT), folder, port)


@contextmanager
def on_sqlite() -> Iterator[System]:
    """Ours as `make serve` starts it."""
    with ExitStack() as stack:
        service = unlimited(stack.enter_context(open_folder()))
        actions, bot = service.programs
        side = stack.enter_context(launched(actions, service.logs))
        system = _one(stack, "website", bot, service.logs, service.port)
        yield replace(system, processes={**system.processes, ACTIONS: (side.pid,)}, settings=service.conversations)


@contextmanager
def on_postgresql(bots: int) -> Iterator[System]:
    """Ours on PostgreSQL and Redis, in several processes with one action server."""
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        postgresql, redis = PostgreSQL(_below(folder, "postgresql"), **DURABLE), Redis(_below(folder, "redis"))
        servers = [stack.enter_context(_server(one)) for one in (postgresql, redis)]
        first = unlimited(folder, postgresql.new_database("bench"), redis.url)
        actions, bot = first.programs
        side = stack.enter_context(launched(actions, folder))
        system = _one(stack, "website", bot, folder, first.port)
        others = _further(first, bots - 1)
        started = [stack.enter_context(launched(one.programs[1], _below(folder, str(one.port)))) for one in others]
        for one, process in zip(others, started, strict=True):
            first_answer("website", one.address, process)
        addresses = (first.address, *(one.address for one in others))
        parts = {BOT: (*system.processes[BOT], *(one.pid for one in started)), ACTIONS: (side.pid,)}
        parts |= {name: (pid,) for name, pid in zip((POSTGRESQL, REDIS), servers, strict=True)}
        yield replace(system, addresses=addresses, processes=parts, settings=first.conversations, redis=redis)


def _further(first: Unlimited, count: int) -> list[Unlimited]:
    """More bots with the same stores and action server."""
    ports = free_ports(2 * count)
    return [replace(first, port=ports[2 * one], metrics_port=ports[2 * one + 1]) for one in range(count)]


@dataclass(frozen=True)
class Entry:
    """A system as the tables name it."""

    title: str
    start: Callable[[], AbstractContextManager[System]]


SYSTEMS = {
    "memory": Entry("`rasa init`, in memory", partial(rasa_init, "memory")),
    "stock": Entry("`rasa init`, SQLite", partial(rasa_init, "sqlite")),
    "sqlite": Entry("**ours, SQLite**", on_sqlite),
    "single": Entry("**ours, PostgreSQL and Redis**", partial(on_postgresql, 1)),
    "postgresql": Entry("**ours, PostgreSQL and Redis, 2 processes**", partial(on_postgresql, 2)),
    "bare": Entry("Sanic alone", bare),
}


@contextmanager
def launched(program: Program, logs: Path) -> Iterator[Child]:
    """What it says goes to a file."""
    with (logs / f"{program.name}.log").open("wb") as log:
        process = subprocess.Popen(
            program.command, cwd=program.folder, env=program.environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def first_answer(dialect: str, address: str, bot: Child) -> None:
    """Returns once the bot has answered a message. Raises RuntimeError where it ends or never does."""
    deadline, port = time.monotonic() + LONGEST_START, int(address.rpartition(":")[2])
    while not listens(port) or not asyncio.run(_answers(dialect, address)):
        if bot.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"no answer from `{' '.join(map(str, bot.args))}`")
        time.sleep(GLANCE)


async def _answers(dialect: str, address: str) -> bool:
    async with client() as session:
        conversation = DIALECTS[dialect](session, itertools.repeat(address))
        try:
            await conversation.open("en")
            await conversation.ask("Is the communication encrypted?")
        except FAILURES:
            return False
    return True


def _one(stack: ExitStack, dialect: str, program: Program, logs: Path, port: int) -> System:
    start, address = time.monotonic(), f"http://{HOST}:{port}"
    bot = stack.enter_context(launched(program, logs))
    first_answer(dialect, address, bot)
    return System(dialect, (address,), {BOT: (bot.pid,)}, time.monotonic() - start)


@contextmanager
def _server(server: PostgreSQL | Redis) -> Iterator[int]:
    with running(server):
        yield server.pid


def _below(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
