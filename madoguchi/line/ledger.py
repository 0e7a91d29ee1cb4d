"""What many ask of the database at the same time, done in one transaction, by one thread with one connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy.engine import Connection, Engine

Result = TypeVar("Result")
Work = Callable[[], Any]

Call = Callable[..., Awaitable[Any]]
"""As `Ledger.call`: does what is given, off the event loop, and returns what it returned."""


class Transactions(Protocol):
    """An engine, or a ledger over one."""

    def begin(self) -> AbstractContextManager[Connection]: ...


@dataclass
class _Job:
    work: Work
    done: asyncio.Future[Any]
    is_alone: bool

    def tell(self, outcome: Any) -> None:
        if self.done.done():  # whoever asked has gone
            return
        if isinstance(outcome, BaseException):
            self.done.set_exception(outcome)
        else:
            self.done.set_result(outcome)


@dataclass
class Ledger:
    """The disk takes as long for one commit as for many, and a thread that must ask for the interpreter at every
    statement is slow beside a busy event loop. So what came while a transaction was under way shares the next one.
    """

    engine: Engine
    _jobs: list[_Job] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None
    _open: Connection | None = None

    def __post_init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "line-ledger")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """The transaction that is under way in this thread, or one of its own."""
        if self._open is not None:
            yield self._open
            return
        with self.engine.begin() as connection:
            yield connection

    async def call(self, function: Callable[..., Result], *given: Any) -> Result:
        """What the function returns, once what it wrote is safe."""
        result: Result = await self._ask(partial(function, *given), is_alone=False)
        return result

    async def alone(self, function: Callable[..., Result], *given: Any) -> Result:
        """The same for what minds its transactions itself."""
        result: Result = await self._ask(partial(function, *given), is_alone=True)
        return result

    async def close(self) -> None:
        if self._writing:
            await self._writing
        self._thread.shutdown()
        self.engine.dispose()

    async def _ask(self, work: Work, is_alone: bool) -> Any:
        job = _Job(work, asyncio.get_running_loop().create_future(), is_alone)
        self._jobs.append(job)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await job.done

    async def _write(self) -> None:
        while self._jobs:
            batch = self._take()
            work = partial(self._together, [job.work for job in batch])
            try:
                outcomes = await asyncio.get_running_loop().run_in_executor(self._thread, work)
            except RuntimeError as error:  # closed
                outcomes = [error] * len(batch)
            for job, outcome in zip(batch, outcomes, strict=True):
                job.tell(outcome)

    def _take(self) -> list[_Job]:
        """All that may share a transaction, or the one that may not."""
        alone = next((place for place, job in enumerate(self._jobs) if job.is_alone), len(self._jobs))
        batch, self._jobs = self._jobs[: alone or 1], self._jobs[alone or 1 :]
        return batch

    def _together(self, batch: Sequence[Work]) -> list[Any]:
        if len(batch) == 1:
            return [_outcome(batch[0])]
        try:
            with self.engine.begin() as self._open:
                return [work() for work in batch]
        except Exception:
            self._open = None  # rolled back; each for itself, so that one fault spoils nothing of the others'
            return [_outcome(work) for work in batch]
        finally:
            self._open = None


def _outcome(work: Work) -> Any:
    try:
        return work()
    except Exception as error:
        return error
