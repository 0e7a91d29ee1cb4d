"""Real bots that log at DEBUG, one on SQLite and one on PostgreSQL, with every file that they write in one folder."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import psycopg2
import pytest

from madoguchi.serving.ports import HOST, free_ports
from madoguchi.serving.process import Program
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import Supervisor
from tests.conftest import ROOT

PATIENCE = 60.0
"""Seconds for PostgreSQL to start."""
USER = "postgres"


@dataclasses.dataclass(frozen=True)
class Bot:
    """Where it answers, and where it may have left something."""

    service: Service
    folders: list[Path]

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"{self.service.address}/webhooks/website", timeout=60, trust_env=False)


@contextmanager
def running(folder: Path, databases: list[Path], **settings: str) -> Iterator[Bot]:
    """A bot with DEBUG logging whose temporary files are in the folder too."""
    service = Service.apart(ROOT, folder)
    temporary = folder / "tmp"
    temporary.mkdir()
    actions, bot = (_debugging(program, TMPDIR=str(temporary), **settings) for program in service.programs)
    bot = dataclasses.replace(bot, command=[*bot.command, "--debug"])
    with Supervisor([actions, bot], folder) as supervisor:
        supervisor.wait_until(partial(missing, service.port))
        yield Bot(service, [folder, *databases])


def _debugging(program: Program, **settings: str) -> Program:
    more = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG"} | settings
    return dataclasses.replace(program, environment={**program.environment, **more})


def postgres(name: str) -> str:
    """PostgreSQL's program of this name; Debian keeps them out of the path."""
    found = [shutil.which(name), *map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))]
    if not any(found):
        pytest.skip(f"PostgreSQL is not installed: no {name}")
    return next(filter(None, found))


@contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """A cluster of its own that checkpoints and writes statements to its log; the settings of a bot that uses it."""
    [port] = free_ports(1)
    owner = USER if os.geteuid() == 0 else None
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o011)
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"
    init = [postgres("initdb"), "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run(init, check=True, capture_output=True, user=owner, cwd=folder)
    options = {"port": str(port), "listen_addresses": HOST, "unix_socket_directories": "", "log_statement": "all"}
    command = [
        postgres("postgres"),
        "-D",
        str(data),
        *(part for one in options.items() for part in ("-c", "=".join(one))),
    ]
    with (folder / "postgresql.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, user=owner, cwd=folder)
        try:
            _until_it_answers(port)
            yield {
                "MADOGUCHI_DB_DIALECT": "postgresql",
                "MADOGUCHI_DB_HOST": f"{HOST}:{port}",
                "MADOGUCHI_DB": USER,
                "MADOGUCHI_DB_USER": USER,
                "PGUSER": USER,
            }
        finally:
            server.send_signal(2)
            server.wait()


def _until_it_answers(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg2.connect(host=HOST, port=port, user=USER, dbname=USER, connect_timeout=2).close()
            return
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
