"""A backup that is taken while people write, restored into an empty database: it plays on from there."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from madoguchi.store.conversations import Conversations
from madoguchi.store.database import SQLITE, Settings
from madoguchi.store.past import Place
from tests.services import HOST, USER, PostgreSQL, names, program, until
from tests.store.conftest import said, turn

ENOUGH = 20
"""Turns before the backup is taken."""


@contextmanager
def somebody_who_talks(store: Conversations) -> Iterator[list[int]]:
    """Within, turn after turn is written; their numbers, each once it was safe."""
    written: list[int] = []
    ended = threading.Event()

    def talk() -> None:
        place = Place()
        while not ended.is_set():
            place = store.append(turn(len(written), feedback=len(written)), place)
            written.append(len(written))

    talking = threading.Thread(target=talk)
    talking.start()
    try:
        until(lambda: len(written) > ENOUGH)
        yield written
    finally:
        ended.set()
        talking.join()


def moved(settings: Settings, folder: Path) -> Settings:
    """Backed up and restored by the commands of docs/operation.md."""
    if settings.dialect == SQLITE:
        backup = folder / "backup.db"
        with closing(sqlite3.connect(settings.name)) as old, closing(sqlite3.connect(backup)) as new:
            old.backup(new)
        return Settings(str(backup))
    port = settings.host.partition(":")[2]
    server = ["--host", HOST, "--port", port, "--username", USER]
    dump, empty = folder / "backup", next(names)
    run("pg_dump", *server, "--format=custom", "--file", dump, settings.name)
    run("createdb", *server, empty)
    run("pg_restore", *server, "--exit-on-error", "--single-transaction", "--dbname", empty, dump)
    return Settings(empty, settings.dialect, settings.host, settings.user)


def run(name: str, *given: str | Path) -> None:
    subprocess.run([program(name), *map(str, given)], check=True, capture_output=True, text=True)


def test_a_restored_backup_is_whole_and_plays_on(
    store: Conversations,
    settings: Settings,
    connected: Callable[[Settings], sa.engine.Engine],
    tmp_path: Path,
    postgresql: PostgreSQL,
) -> None:
    with somebody_who_talks(store) as written:
        safe = len(written)
        restored = Conversations(connected(moved(settings, tmp_path)))
    past = restored.past("someone", None)
    assert past is not None
    lines = said(past.events)
    count = len(lines) // 2
    # Whole turns, and all that were safe when the backup began.
    assert lines == [f"{kind} {number}" for number in range(count) for kind in ("question", "answer")]
    assert safe <= count <= len(written)
    assert past.slots == {"feedback": count - 1}
    # A message that was answered before is known, and the conversation goes on.
    assert restored.turn("someone", f"message-{count - 1}")
    restored.append(turn(count), past.place)
    after = restored.past("someone", None)
    assert after is not None
    assert said(after.events) == [*lines, f"question {count}", f"answer {count}"]
