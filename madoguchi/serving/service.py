"""The bot and its action server, as `rasa run` and the action server are to be started."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from madoguchi.line.settings import SECRET
from madoguchi.serving.environment import environment
from madoguchi.serving.ports import ACTIONS, BOT, HOST, HOW_TO_CHANGE, free_ports, refuse_taken
from madoguchi.serving.process import Program
from madoguchi.serving.readiness import missing
from madoguchi.serving.secret import generated, secret
from madoguchi.serving.supervisor import Supervisor
from madoguchi.serving.training import ensure_model

OFF = {SECRET: ""}
"""No LINE channel, whatever the environment holds."""


@dataclass(frozen=True)
class Service:
    """Where everything is: the project, its model, the conversations' SQLite file, the logs, the ports."""

    root: Path
    model: Path
    secret: str
    database: Path
    logs: Path
    port: int = BOT
    actions_port: int = ACTIONS
    line: Mapping[str, str] = field(default_factory=dict)
    """Settings of the LINE channel, in place of those of the environment."""

    @classmethod
    def of(cls, root: Path, port: int, actions_port: int) -> Service:
        """The project's own, with its data below var/, its model trained if need be.

        Raises PortTaken, TrainingFailed.
        """
        _refuse_taken(port, actions_port)
        var = root / "var"
        return cls(
            root=root,
            model=ensure_model(root),
            secret=secret(var / "secret"),
            database=var / "madoguchi.db",
            logs=var / "log",
            port=port,
            actions_port=actions_port,
        )

    @classmethod
    def apart(cls, root: Path, folder: Path) -> Service:
        """One that leaves no trace: free ports, and its data in a folder that its caller throws away."""
        port, actions_port = free_ports(2)
        return cls(
            root=root,
            model=ensure_model(root),
            secret=generated(),
            database=folder / "conversations.db",
            logs=folder,
            port=port,
            actions_port=actions_port,
            line=OFF,
        )

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def programs(self) -> tuple[Program, Program]:
        # `python -m rasa_sdk` is there in a second, `rasa run actions` waits for TensorFlow.
        actions = ["rasa_sdk", "--actions", "actions", "--port", str(self.actions_port)]
        bot = ["rasa", "run", "--model", str(self.model), "--interface", HOST, "--port", str(self.port)]
        bot += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        return self._program("actions", actions, SANIC_HOST=HOST), self._program("bot", bot, **self._settings)

    @property
    def _settings(self) -> dict[str, str]:
        """What endpoints.yml and credentials.yml ask for."""
        return {
            "MADOGUCHI_ACTIONS": f"http://{HOST}:{self.actions_port}/webhook",
            "MADOGUCHI_DB_DIALECT": "sqlite",
            "MADOGUCHI_DB_HOST": "",
            "MADOGUCHI_DB": str(self.database),
            "MADOGUCHI_SECRET": self.secret,
            **self.line,
        }

    def _program(self, name: str, module: list[str], **settings: str) -> Program:
        return Program(name, [sys.executable, "-m", *module], environment(self.root, **settings), self.root)


@contextmanager
def running(service: Service) -> Iterator[Supervisor]:
    """Within, both servers run and are ready.

    Raises PortTaken before anything is started, Died where one does not come up.
    """
    _refuse_taken(service.port, service.actions_port)
    service.database.parent.mkdir(parents=True, exist_ok=True)
    with Supervisor(service.programs, service.logs) as supervisor:
        supervisor.wait_until(partial(missing, service.port))
        yield supervisor


def _refuse_taken(port: int, actions_port: int) -> None:
    refuse_taken({port: HOW_TO_CHANGE[BOT], actions_port: HOW_TO_CHANGE[ACTIONS]})
