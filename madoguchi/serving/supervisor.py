"""Several programs that live and die together."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from madoguchi.serving.process import Process, Program

GRACE = 10.0
"""Seconds that the programs have to stop by themselves."""
PATIENCE = 180.0
"""Seconds that a start may take, on a slow machine too."""
GLANCE = 0.1
"""Seconds between two looks."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Died(Exception):
    """One of the programs ended by itself, or never got ready."""


class Supervisor:
    """Starts programs on entry and stops them all on exit, whatever the reason. It restarts none.

    Of those that others can do without, only the start must succeed: should one end later, that is told, and no more.

    Within, SIGTERM and SIGHUP raise KeyboardInterrupt as Ctrl-C does, so that they stop the programs as well.
    """

    def __init__(self, programs: Iterable[Program], logs: Path, grace: float = GRACE) -> None:
        self._programs = list(programs)
        self._logs = logs
        self._grace = grace
        self._processes: list[Process] = []
        self._dispensable: list[Process] = []
        self._exit = ExitStack()

    def __enter__(self) -> Supervisor:
        with ExitStack() as undone:
            undone.enter_context(handling(interrupt))
            undone.callback(self.stop)
            self.start(*self._programs)
            self._exit = undone.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._exit.close()

    def start(self, *programs: Program, are_dispensable: bool = False) -> None:
        """Starts further ones, which live and die with the others unless those can do without them."""
        for program in programs:
            with interrupted_afterwards():  # or the end could come between its start and its place among the others
                self._processes.append(Process(program, self._logs))
            if are_dispensable:
                self._dispensable.append(self._processes[-1])

    def wait_until(self, missing: Callable[[], str | None], patience: float = PATIENCE) -> None:
        """Returns once nothing is missing. Raises Died when a program does, or when patience ends."""
        deadline = time.monotonic() + patience
        while (wanted := missing()) is not None:
            self._raise_if_dead()
            if time.monotonic() > deadline:
                raise Died(f"not ready after {patience:.0f} s: {wanted}; see {self._logs}")
            time.sleep(GLANCE)

    def watch(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Returns never; raises Died when a program does. Does again and again what is to be done meanwhile."""
        while True:
            self._part_with_the_dispensable()
            self._raise_if_dead()
            meanwhile()
            time.sleep(GLANCE)

    def stop(self) -> None:
        """Asks all to stop, and kills what is left after the time of grace."""
        # A second Ctrl-C must not leave them half stopped.
        with handling(signal.SIG_IGN):
            for process in self._processes:
                process.end()
            deadline = time.monotonic() + self._grace
            for process in self._processes:
                process.bury(deadline)
            self._processes.clear()

    def _part_with_the_dispensable(self) -> None:
        for process in [one for one in self._dispensable if one.status is not None]:
            print(process.obituary(), file=sys.stderr, flush=True)
            process.bury(time.monotonic())
            self._dispensable.remove(process)
            self._processes.remove(process)

    def _raise_if_dead(self) -> None:
        dead = [process.obituary() for process in self._processes if process.status is not None]
        if dead:
            raise Died("\n".join(dead))


@contextmanager
def handling(reaction: Callable[[int, FrameType | None], object] | signal.Handlers) -> Iterator[None]:
    """Within, the signals that end a program have this reaction."""
    before = {number: signal.signal(number, reaction) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def interrupted_afterwards() -> Iterator[None]:
    """A signal that ends a program raises KeyboardInterrupt once this is done."""
    came: list[int] = []
    with handling(lambda number, frame: came.append(number)):
        yield
    if came:
        raise KeyboardInterrupt


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
