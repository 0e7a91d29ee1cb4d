"""What is deleted is gone, from the files too, byte by byte."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from madoguchi.line.database import CONVERSATIONS as LINE_CONVERSATIONS
from madoguchi.line.database import INBOX, METADATA
from madoguchi.store.conversations import Conversations
from madoguchi.store.database import POSTGRESQL, Conflict, Settings
from madoguchi.store.names import NoReference
from madoguchi.store.past import Place
from madoguchi.store.purge import purge_older, purge_one
from tests.services import freed
from tests.store.conftest import files, holding, turn

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.timezone.utc)
DAY = 24 * 60 * 60


def kept(store: Conversations) -> list[str]:
    return sorted(store.references())


def talk(store: Conversations, conversation: str, days_ago: float, turns: int = 1) -> None:
    place = Place()
    for number in range(turns):
        place = store.append(turn(number, conversation, NOW.timestamp() - days_ago * DAY), place)


def test_what_is_too_old_goes_and_the_rest_stays(store: Conversations, engine: sa.engine.Engine) -> None:
    for days in (1, 89, 91, 1000):
        talk(store, f"days-{days}", days)
    assert purge_older(engine, NOW - dt.timedelta(days=90)) == 2
    assert kept(store) == ["days-1", "days-89"]
    assert store.past("days-91") is None
    assert store.turn("days-91", "message-0") is None
    assert purge_older(engine, NOW - dt.timedelta(days=90)) == 0


def test_the_last_event_counts(store: Conversations, engine: sa.engine.Engine) -> None:
    place = store.append(turn(0, "returned", NOW.timestamp() - 100 * DAY), Place())
    store.append(turn(1, "returned", NOW.timestamp()), place)
    assert purge_older(engine, NOW - dt.timedelta(days=90)) == 0


def test_one_goes_at_once_by_its_reference(store: Conversations, engine: sa.engine.Engine) -> None:
    talk(store, "one", 0)
    talk(store, "other", 0)
    assert purge_one(engine, "one") == 1
    assert kept(store) == ["other"]
    assert purge_one(engine, "one") == 0
    with pytest.raises(NoReference):
        purge_one(engine, "")


def test_what_line_keeps_of_it_goes_too(store: Conversations, engine: sa.engine.Engine) -> None:
    METADATA.create_all(engine)
    talk(store, "line-gone", 0)
    talk(store, "line-stays", 0)
    with engine.begin() as database:
        for one in ("line-gone", "line-stays"):
            event = {"event": one, "conversation": one, "kind": "text", "message": "m", "occurred": 0}
            database.execute(INBOX.insert(), event | {"received": 0.0, "due": 0.0})
            database.execute(LINE_CONVERSATIONS.insert(), {"conversation": one, "language": "pt-BR"})
    assert purge_one(engine, "line-gone") == 1
    with engine.connect() as database:
        for table in (INBOX, LINE_CONVERSATIONS):
            assert database.execute(sa.select(table.c.conversation)).scalars().all() == ["line-stays"]


def test_an_empty_database_has_nothing_to_delete(engine: sa.engine.Engine) -> None:
    assert purge_older(engine, NOW) == 0


def test_a_turn_that_was_under_way_is_not_written_afterwards(store: Conversations, engine: sa.engine.Engine) -> None:
    talk(store, "one", 0)
    past = store.past("one")
    assert past is not None
    purge_one(engine, "one")
    with pytest.raises(Conflict):
        store.append(turn(1, "one"), past.place)
    assert kept(store) == []


def test_no_byte_is_left_in_the_files_while_the_bot_runs_on(
    request: pytest.FixtureRequest, settings: Settings, store: Conversations, engine: sa.engine.Engine
) -> None:
    postgresql = request.getfixturevalue("postgresql") if settings.dialect == POSTGRESQL else None
    secret, other = "SecretReference", "OtherReference"
    for conversation in (secret, other):
        talk(store, conversation, 0, turns=40)
    if postgresql:
        postgresql.execute("CHECKPOINT")
    assert holding(secret, files(settings, postgresql))
    assert purge_one(engine, secret) == 1
    if postgresql:
        freed(postgresql)
    assert holding(secret, files(settings, postgresql)) == []
    assert holding(other, files(settings, postgresql))
    talk(store, "new", 0)
    assert kept(store) == [other, "new"]


def test_the_command_deletes_and_says_so(settings: Settings, store: Conversations, tmp_path: Path) -> None:
    talk(store, "one", 0)
    talk(store, "two", (NOW - dt.datetime.now(dt.timezone.utc)) / dt.timedelta(days=1))
    environment = {
        "MADOGUCHI_DB": settings.name,
        "MADOGUCHI_DB_DIALECT": settings.dialect,
        "MADOGUCHI_DB_HOST": settings.host,
        "MADOGUCHI_DB_USER": settings.user,
    }

    def purge(*given: str, **more: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "madoguchi", "purge", *given]
        done = subprocess.run(command, env=environment | more, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert purge("--conversation", "nobody") == (1, "There is no conversation with this reference.\n")
    assert purge("--conversation", "one") == (0, "Deleted the conversation.\n")
    assert purge("--older-than-days", "1")[0] == 0
    assert purge(MADOGUCHI_KEEP_DAYS="ninety") == (1, "MADOGUCHI_KEEP_DAYS: not a number of days, 1 or more\n")
    assert purge("--conversation", "two", "--older-than-days", "1")[0] == 1
    assert purge(MADOGUCHI_DB_DIALECT="postgresql", MADOGUCHI_DB_HOST="127.0.0.1:1")[0] == 1
    assert kept(store) == ["two"]
