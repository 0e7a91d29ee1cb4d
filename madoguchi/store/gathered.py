"""What many ask of a database at once, asked in one go: one thread, one transaction, one wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

from madoguchi.store.database import Unavailable

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Gathered(Generic[Asked, Answer]):
    """Whoever asks while others are answered waits for those, and is then answered with all who wait as well.

    `answer` is called in a thread, by one at a time, and gives an answer for each. Where it raises, the fault is of one
    among them, and each is answered by itself; unless the database is down, which is everybody's. Belongs to one event
    loop.
    """

    def __init__(
        self, answer: Callable[[Sequence[Asked]], Sequence[Answer]], threads: Executor, deadline: float
    ) -> None:
        self._answer = answer
        self._threads = threads
        self._deadline = deadline
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._is_busy = self._is_overdue = False

    async def ask(self, asked: Asked) -> Answer:
        """Raises Unavailable after `deadline` seconds without an answer; at once where others have given up waiting.

        Who is cancelled leaves once it is answered, so that nothing is still being written for somebody who has gone.
        """
        if self._is_overdue:
            raise Unavailable("the database does not answer")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        self._go_on()
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            await asyncio.wait([answer])
            answer.exception()  # nobody is left to be told
            raise

    def _go_on(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        group, self._waiting = self._waiting, []
        loop = asyncio.get_running_loop()
        end = loop.call_later(self._deadline, self._give_up, group)
        job = loop.run_in_executor(self._threads, self._answers, [asked for asked, _ in group])
        job.add_done_callback(lambda done: self._settle(group, done, end))

    def _answers(self, group: Sequence[Asked]) -> Sequence[Answer | Exception]:
        try:
            return self._answer(group)
        except Unavailable:
            raise
        except Exception as error:
            return [self._alone(one) for one in group] if len(group) > 1 else [error]

    def _alone(self, asked: Asked) -> Answer | Exception:
        try:
            return self._answer([asked])[0]
        except Exception as error:
            return error

    def _settle(
        self,
        group: list[tuple[Asked, asyncio.Future[Answer]]],
        done: asyncio.Future[Sequence[Answer | Exception]],
        end: asyncio.TimerHandle,
    ) -> None:
        end.cancel()
        error = done.exception()
        answers: Sequence[Answer | BaseException] = [error] * len(group) if error else done.result()
        for (_, waiting), answer in zip(group, answers, strict=True):
            _tell(waiting, answer)
        self._is_busy = self._is_overdue = False
        self._go_on()

    def _give_up(self, group: list[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        """Those behind them have waited for nearly as long, for the same database."""
        self._is_overdue = True
        behind, self._waiting = self._waiting, []
        for _, waiting in [*group, *behind]:
            _tell(waiting, Unavailable("the database does not answer"))


def _tell(waiting: asyncio.Future[Answer], answer: Answer | BaseException) -> None:
    if waiting.done():
        return
    if isinstance(answer, BaseException):
        waiting.set_exception(answer)
    else:
        waiting.set_result(answer)
