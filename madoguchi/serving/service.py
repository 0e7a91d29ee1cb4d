"""The bot and its action server, as `rasa run` and the action server are to be started."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from madoguchi.line.settings import SECRET
from madoguchi.serving.environment import environment
from madoguchi.serving.ports import ACTIONS, BOT, HOST, HOW_TO_CHANGE, METRICS, REVIEW, free_ports, refuse_taken
from madoguchi.serving.process import Program
from madoguchi.serving.readiness import missing, unreachable
from madoguchi.serving.secret import generated, secret
from madoguchi.serving.stores import FILE, REDIS, database, variables
from madoguchi.serving.supervisor import Supervisor
from madoguchi.serving.training import ensure_model
from madoguchi.store.database import Settings

METRICS_HOST = "MADOGUCHI_METRICS_HOST"
"""Where the metrics are to be reached, in the environment; this machine alone without it."""

OFF = {SECRET: ""}
"""No LINE channel, whatever the environment holds."""


@dataclass(frozen=True)
class Service:
    """Where everything is: the project, its model, the conversations' SQLite file, the logs, the ports.

    `server` is a database in place of the file, `redis` the address of one for the locks, in place of memory.
    """

    root: Path
    model: Path
    secret: str
    database: Path
    logs: Path
    port: int = BOT
    actions_port: int = ACTIONS
    metrics_port: int = METRICS
    server: Settings | None = None
    redis: str = ""
    line: Mapping[str, str] = field(default_factory=dict)
    """Settings of the LINE channel, in place of those of the environment."""
    review_port: int | None = None
    """Of the review app; None where it does not run."""

    @classmethod
    def of(cls, root: Path, port: int, actions_port: int, metrics_port: int, review_port: int) -> Service:
        """The project's own, with its data below var/, its model trained if need be.

        Raises PortTaken, TrainingFailed.
        """
        _refuse_taken(port, actions_port, metrics_port, review_port)
        var = root / "var"
        return cls(
            root=root,
            model=ensure_model(root),
            secret=secret(var / "secret"),
            database=root / FILE,
            logs=var / "log",
            port=port,
            actions_port=actions_port,
            metrics_port=metrics_port,
            server=database(os.environ, root / FILE),
            redis=os.environ.get(REDIS, ""),
            review_port=review_port,
        )

    @classmethod
    def apart(cls, root: Path, folder: Path, server: Settings | None = None, redis: str = "") -> Service:
        """One that leaves no trace: free ports, and its data in a folder that its caller throws away.

        It may share a database and a Redis with others.
        """
        port, actions_port, metrics_port = free_ports(3)
        return cls(
            root=root,
            model=ensure_model(root),
            secret=generated(),
            database=folder / "conversations.db",
            logs=folder,
            port=port,
            actions_port=actions_port,
            metrics_port=metrics_port,
            server=server,
            redis=redis,
            line=OFF,
        )

    @property
    def conversations(self) -> Settings:
        """The database that they are in."""
        return self.server or Settings(str(self.database))

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def metrics(self) -> str:
        return f"http://{os.environ.get(METRICS_HOST) or HOST}:{self.metrics_port}/metrics"

    @property
    def programs(self) -> tuple[Program, Program]:
        # `python -m rasa_sdk` is there in a second, `rasa run actions` waits for TensorFlow.
        actions = ["rasa_sdk", "--actions", "actions", "--port", str(self.actions_port)]
        bot = ["madoguchi.rasa", "run", "--model", str(self.model), "--interface", HOST, "--port", str(self.port)]
        bot += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        return self._program("actions", actions, SANIC_HOST=HOST), self._program("bot", bot, **self._settings)

    @property
    def staff_programs(self) -> tuple[Program, ...]:
        """What the review app consists of, where it runs."""
        if self.review_port is None:
            return ()
        where = variables(self.conversations)
        pages = self._program("review", ["madoguchi", "review", "serve", "--port", str(self.review_port)], **where)
        return pages, self._program("reading", ["madoguchi", "review", "read-on"], **where)

    @property
    def review(self) -> str:
        """The review app's address."""
        return f"http://{HOST}:{self.review_port}"

    @property
    def _settings(self) -> dict[str, str]:
        """What endpoints.yml and credentials.yml ask for."""
        actions = f"http://{HOST}:{self.actions_port}/webhook"
        stores = variables(self.conversations, self.redis)
        own = {"MADOGUCHI_SECRET": self.secret, "MADOGUCHI_METRICS_PORT": str(self.metrics_port)}
        return {"MADOGUCHI_ACTIONS": actions, **own, **stores, **self.line}

    def _program(self, name: str, module: list[str], **settings: str) -> Program:
        return Program(name, [sys.executable, "-m", *module], environment(self.root, **settings), self.root)


@contextmanager
def running(service: Service) -> Iterator[Supervisor]:
    """Within, both servers run and are ready.

    Raises PortTaken before anything is started, Died where one does not come up.
    """
    _refuse_taken(service.port, service.actions_port, service.metrics_port, service.review_port)
    service.database.parent.mkdir(parents=True, exist_ok=True)
    with Supervisor(service.programs, service.logs) as supervisor:
        supervisor.wait_until(partial(missing, service.port))
        yield supervisor


def run_review(service: Service, supervisor: Supervisor) -> None:
    """Starts the review app beside the bot and returns once it answers: after the bot, for which residents wait.

    Raises Died where it does not come up. Should it end later, residents are answered nevertheless.
    """
    supervisor.start(*service.staff_programs, are_dispensable=True)
    if service.review_port is not None:
        supervisor.wait_until(partial(unreachable, service.review_port))


def _refuse_taken(*ports: int | None) -> None:
    hints = (HOW_TO_CHANGE[one] for one in (BOT, ACTIONS, METRICS, REVIEW))
    refuse_taken({port: hint for port, hint in zip(ports, hints, strict=True) if port is not None})
