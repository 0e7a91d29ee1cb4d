"""PostgreSQL and Redis as they come with the system, one of each for a test session, on free ports of this machine."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from madoguchi.serving.ports import HOST, free_ports
from madoguchi.store.database import POSTGRESQL, Settings

USER = "postgres"
"""PostgreSQL does not run as root: as this user of the system then. Also its own superuser."""
PATIENCE = 60.0
"""Seconds for a start."""
DURABLE = {"fsync": "on"}
"""For PostgreSQL where it is measured: as it comes."""


class Server:
    """A program that listens on a port, and that a test may kill and start again."""

    def __init__(self, port: int, command: list[str], log: Path, user: str | None = None) -> None:
        self.port = port
        self._command = command
        self.log = log
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of its topmost process. Raises RuntimeError where it does not run."""
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process.pid

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, user=self._user, cwd=self.log.parent, start_new_session=True
            )
        until(self.answers)

    def answers(self) -> bool:
        return listens(self.port)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def restart(self, how: signal.Signals = signal.SIGKILL, pause: float = 0) -> None:
        """Ends it, without a warning at that, and has it back after a pause of some seconds."""
        self.stop(how)
        time.sleep(pause)
        self.start()


class PostgreSQL(Server):
    """A cluster of its own in a folder. SIGQUIT is its immediate stop: a crash that leaves no children behind."""

    def __init__(self, folder: Path, **more: str) -> None:
        [port] = free_ports(1)
        data = folder / "data"
        settings = {
            "port": port,
            "listen_addresses": HOST,
            "unix_socket_directories": "",
            "wal_recycle": "off",  # or what was deleted lives on in segments that wait to be used again
            "autovacuum": "off",  # for as long as it reads a table, what was deleted there is still kept
            # A process that is killed loses nothing that the system has taken from it. But where writes must reach
            # the disk, a start after a crash first writes all files to it, for more than a minute on a busy one.
            "fsync": "off",
        } | more
        options = [argument for key, value in settings.items() for argument in ("-c", f"{key}={value}")]
        user = USER if os.geteuid() == 0 else None
        super().__init__(port, [program("postgres"), "-D", str(data), *options], folder / "log", user)
        if user:
            shutil.chown(folder, user)
        self.data = data
        init = [program("initdb"), "-D", data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run(init, check=True, capture_output=True, user=user, cwd=folder)

    def answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg2.OperationalError:
            return False
        return True

    def execute(self, statement: str, database: str = "postgres") -> None:
        connection = psycopg2.connect(host=HOST, port=self.port, user=USER, dbname=database, connect_timeout=2)
        try:
            connection.autocommit = True
            connection.cursor().execute(statement)
        finally:
            connection.close()

    def new_database(self, name: str) -> Settings:
        self.execute(f"CREATE DATABASE {name}")
        return Settings(name, POSTGRESQL, f"{HOST}:{self.port}", USER)

    def restart(self, how: signal.Signals = signal.SIGQUIT, pause: float = 0) -> None:
        super().restart(how, pause)


class Redis(Server):
    """One that keeps nothing on the disk, so that a restart forgets all locks."""

    def __init__(self, folder: Path) -> None:
        [port] = free_ports(1)
        command = [program("redis-server"), "--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no"]
        super().__init__(port, command, folder / "log")

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"


def listens(port: int) -> bool:
    """Whether somebody takes calls at this port of this machine."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def program(name: str) -> str:
    """Where the program is; Debian keeps PostgreSQL's out of the path. Skips the test where it is not installed."""
    found = shutil.which(name)
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found and not installed:
        pytest.skip(f"{name} is not installed")
    return found or str(installed[-1])


def until(happened: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, f"not after {patience} s"
        time.sleep(0.05)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop(signal.SIGINT)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's user can reach too: those of pytest are closed to others, time and again."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with open_folder() as folder:
        server = PostgreSQL(folder)
        with running(server):
            yield server


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    server = Redis(tmp_path_factory.mktemp("redis"))
    with running(server):
        yield server


names = (f"database_{number}" for number in itertools.count())


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """An empty database, on each of the two kinds."""
    if request.param == "sqlite":
        return Settings(str(tmp_path / "conversations.db"))
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database(next(names))


def freed(postgresql: PostgreSQL) -> None:
    """What its own log tells is gone after the next checkpoints, which else come by themselves every few minutes."""
    for statement in ("CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT"):
        postgresql.execute(statement)
