"""Real bots that log at DEBUG, one on SQLite and one on PostgreSQL, with every file that they write in one folder."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx

from madoguchi.serving.process import Program
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import Supervisor
from madoguchi.store.database import connect
from madoguchi.store.scrub import scrub
from tests import services
from tests.conftest import ROOT
from tests.services import PostgreSQL, freed


@dataclasses.dataclass(frozen=True)
class Bot:
    """Where it answers, and where it may have left something."""

    service: Service
    folders: list[Path]
    postgresql: PostgreSQL | None

    @property
    def statements(self) -> Path | None:
        """The database's log of statements."""
        return self.postgresql and self.postgresql.log

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"{self.service.address}/webhooks/website", timeout=60, trust_env=False)

    def pass_a_day(self) -> None:
        """What the daily purge does, and PostgreSQL by itself, for what was amended or deleted."""
        engine = connect(self.service.conversations)
        scrub(engine)
        engine.dispose()
        if self.postgresql:
            freed(self.postgresql)


@contextmanager
def running(folder: Path, postgresql: PostgreSQL | None = None) -> Iterator[Bot]:
    """A bot with DEBUG logging whose temporary files are in the folder too."""
    service = Service.apart(ROOT, folder, postgresql and postgresql.new_database("at_rest"))
    temporary = folder / "tmp"
    temporary.mkdir()
    actions, bot = (_debugging(program, TMPDIR=str(temporary)) for program in service.programs)
    bot = dataclasses.replace(bot, command=[*bot.command, "--debug"])
    with Supervisor([actions, bot], folder) as supervisor:
        supervisor.wait_until(partial(missing, service.port))
        yield Bot(service, [folder, *([postgresql.data.parent] if postgresql else [])], postgresql)


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Bot]:
    """One on a cluster of its own that writes every statement to its log."""
    with services.open_folder() as database:
        postgresql = PostgreSQL(database, log_statement="all")
        with services.running(postgresql), running(folder, postgresql) as bot:
            yield bot


def _debugging(program: Program, **settings: str) -> Program:
    more = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG"} | settings
    return dataclasses.replace(program, environment={**program.environment, **more})
