"""All that runs in production: two databases, bots, action servers, the review app, and nginx in front."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from madoguchi.serving.ports import HOST, free_ports
from madoguchi.serving.process import Program
from madoguchi.serving.readiness import missing, unreachable
from madoguchi.serving.service import OFF, Service
from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.robustness.world import Child
from tests.services import PostgreSQL, Redis, listens, open_folder, running
from tests.stack.proxy import Nginx, Site

BOTS = ACTION_SERVERS = 2
DRAINING = 60.0
"""Seconds that a bot has to stop; on a machine with nothing else to do, one will do."""


class Bot(Child):
    """A bot with its port and its model."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        super().__init__(
            with_secret_in_a_file(service.programs[1], folder), service.logs, lambda: missing(service.port) is None
        )

    @property
    def port(self) -> int:
        return self.service.port

    def drain(self) -> int | None:
        """Asks it to stop, and waits until it has; its exit status."""
        self._process.end()
        deadline = time.monotonic() + DRAINING
        while (status := self._process.status) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        self.kill()
        return status


class Stack:
    """The topology; `more` are settings of the bots: of the LINE channel, and of what collects traces."""

    def __init__(self, folder: Path, exit_stack: ExitStack, more: Mapping[str, str]) -> None:
        self.folder = folder
        self._exit = exit_stack
        self.postgresql = PostgreSQL(_below(folder, "postgresql"))
        self.redis = Redis(_below(folder, "redis"))
        for server in (self.postgresql, self.redis):
            exit_stack.enter_context(running(server))
        self.conversations = self.postgresql.new_database("conversations")
        self._reviews = self.postgresql.new_database("review")
        self._first = replace(Service.apart(ROOT, folder, self.conversations, self.redis.url), line=more)
        http_port, port, staff_port, actions_port, review, *actions = free_ports(5 + ACTION_SERVERS)
        self._first = replace(self._first, actions_port=actions_port, review_port=review)
        self.bots = [self._bot(self._first.model) for _ in range(BOTS)]
        self.actions = [self._action_server(number, port) for number, port in enumerate(actions, 1)]
        self._staff = self._review_app()
        ports = tuple(bot.port for bot in self.bots)
        site = Site(http_port, port, staff_port, actions_port, ports, tuple(actions), review)
        self.nginx = Nginx(_below(folder, "nginx"), site)
        exit_stack.enter_context(running(self.nginx))
        for child in (*self.actions, *self.bots, *self._staff):
            child.wait()

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.nginx.site.port}"

    @property
    def staff_address(self) -> str:
        return f"https://{HOST}:{self.nginx.site.staff_port}"

    @property
    def first_account(self) -> str:
        """The command that makes it."""
        return f"MADOGUCHI_REVIEW_DATABASE={_address(self._reviews)} madoguchi review create-admin NAME"

    @property
    def model(self) -> Path:
        return self._first.model

    def replace_bots(self, model: Path) -> list[int | None]:
        """Has each bot followed by one with this model; the exit statuses of those that went.

        The new ones start beside the old, nginx goes over to them once they are ready, and the old answer what they
        have begun.
        """
        old, new = self.bots, [self._bot(model) for _ in self.bots]
        for bot in new:
            bot.wait()
        self.bots = new
        self.nginx.speak_for(bot.port for bot in new)
        return [bot.drain() for bot in old]

    def _bot(self, model: Path) -> Bot:
        port, metrics_port = free_ports(2)
        service = replace(self._first, model=model, port=port, metrics_port=metrics_port)
        bot = Bot(replace(service, logs=self.folder / f"bot-{port}"), self.folder)
        self._exit.callback(bot.kill)
        return bot

    def _action_server(self, number: int, port: int) -> Child:
        program, _ = replace(self._first, actions_port=port).programs
        return self._child(replace(program, name=f"actions-{number}"), partial(listens, port))

    def _review_app(self) -> list[Child]:
        """Pages and reading on, on PostgreSQL as well."""
        where = {
            "MADOGUCHI_REVIEW_DATABASE": _address(self._reviews),
            "MADOGUCHI_REVIEW_HOSTS": HOST,
            "MADOGUCHI_REVIEW_HTTPS": "1",
        }
        pages, reading = (replace(one, environment={**one.environment, **where}) for one in self._first.staff_programs)
        port = self._first.review_port or 0
        return [self._child(pages, lambda: unreachable(port) is None), self._child(reading, lambda: True)]

    def _child(self, program: Program, is_back: Callable[[], bool]) -> Child:
        child = Child(program, self.folder, is_back)
        self._exit.callback(child.kill)
        return child


def with_secret_in_a_file(program: Program, folder: Path) -> Program:
    """As containers get it."""
    variables = dict(program.environment)
    file = folder / "secret"
    file.write_text(variables.pop("MADOGUCHI_SECRET"))
    file.chmod(0o600)
    return replace(program, environment=variables | {"MADOGUCHI_SECRET_FILE": str(file)})


@contextmanager
def stack(more: Mapping[str, str] = OFF) -> Iterator[Stack]:
    """Within, all of it runs and is ready."""
    with ExitStack() as exit_stack:
        yield Stack(exit_stack.enter_context(open_folder()), exit_stack, more)


def _below(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    made.chmod(0o711)
    return made


def _address(database: Settings) -> str:
    return f"postgresql://{database.user}@{database.host}/{database.name}"
