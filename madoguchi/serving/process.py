"""One child process, everything that it starts included."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

TAIL = 15
"""Lines that are shown of a program that died."""
_ERROR = re.compile(r"\b(ERROR|CRITICAL)\b")


@dataclass(frozen=True)
class Program:
    """What to run. `name` is its name in what people read, and that of its log file."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    folder: Path


class Process:
    """A running program in a process group of its own, so that nothing of it is left when it is stopped.

    Ctrl-C at the terminal does not reach it: whoever started it stops it.
    """

    def __init__(self, program: Program, logs: Path) -> None:
        self.name = program.name
        self.log = logs / f"{program.name}.log"
        self._tail: deque[str] = deque(maxlen=TAIL)
        self._child = _start(program)
        self._relay = threading.Thread(target=self._relay_output, args=[fresh(self.log)], daemon=True)
        self._relay.start()

    @property
    def status(self) -> int | None:
        """None while it runs, then its exit status; minus the signal's number where a signal ended it."""
        return self._child.poll()

    def obituary(self) -> str:
        """How it ended, and its last words."""
        self._child.wait()
        self._relay.join(timeout=1)
        return "\n".join([f"{self.name} ended by itself ({how(self._child.returncode)}):", *self._tail])

    def end(self) -> None:
        """Asks it to stop."""
        self._signal(signal.SIGTERM)

    def bury(self, deadline: float) -> None:
        """Waits until it has stopped; at the deadline (of the monotonic clock), kills what is left of it."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(max(0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        self._child.wait()
        self._relay.join(timeout=1)

    def _signal(self, number: signal.Signals) -> None:
        # The group outlives its leader as long as any of its members runs.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, number)

    def _relay_output(self, log: IO[str]) -> None:
        """Everything to the log file, errors to the terminal too."""
        output: IO[str] = self._child.stdout  # type: ignore[assignment]
        with output, log:
            for line in output:
                log.write(line)
                self._tail.append(line.rstrip())
                if _ERROR.search(line):
                    print(f"{self.name}: {line.rstrip()}", file=sys.stderr, flush=True)


def _start(program: Program) -> subprocess.Popen[str]:
    return subprocess.Popen(
        program.command,
        cwd=program.folder,
        env=program.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf8",
        errors="replace",
        start_new_session=True,
    )


def fresh(log: Path) -> IO[str]:
    """An empty log file, written line by line; that of the start before is kept as `<name>.1.log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".1.log"))
    return log.open("w", encoding="utf8", buffering=1)


def how(status: int) -> str:
    """An exit status in words."""
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"
