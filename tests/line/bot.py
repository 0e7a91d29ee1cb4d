"""A bot that a test may kill, and start again where it left off."""

from __future__ import annotations

import time

from madoguchi.serving.process import Process
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import PATIENCE


class Bot:
    """The bot and its action server; of these only the bot is killed."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._actions, self._program = service.programs
        self._beside = Process(self._actions, service.logs)
        self.start()

    def start(self) -> None:
        """Returns once it answers."""
        self._process = Process(self._program, self._service.logs)
        deadline = time.monotonic() + PATIENCE
        while wanted := missing(self._service.port):
            if self._process.status is not None or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"the bot did not start: {wanted}")
            time.sleep(0.1)

    def kill(self) -> None:
        """By SIGKILL, at once."""
        self._process.bury(time.monotonic())

    def stop(self) -> None:
        for process in (self._process, self._beside):
            process.end()
            process.bury(time.monotonic() + 10)
