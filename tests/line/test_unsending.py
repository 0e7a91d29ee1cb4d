"""A message that its sender took back is gone from the conversations, on both databases."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.line.database import engine
from madoguchi.rasa.channels.line.unsending import UNSENT, erase
from tests.services import PostgreSQL, postgresql

__all__ = ["postgresql"]

SECRET = "unmistakable private matter"


async def store_of(url: str) -> SQLTrackerStore:
    store = SQLTrackerStore(Domain.empty(), host=url)
    for conversation in ("line-a", "line-b"):
        parsed = {"text": SECRET, "text_tokens": [(0, 3)], "intent": {"name": "greet"}, "entities": []}
        user = UserUttered(SECRET, parse_data=parsed, message_id="77", intent={"name": "greet"})
        other = UserUttered("another", message_id="78")
        events = [ActionExecuted("action_listen"), user, BotUttered("hello"), other]
        await store.save(DialogueStateTracker.from_events(conversation, events))
    return store


async def texts(store: SQLTrackerStore, conversation: str) -> list[str | None]:
    tracker = await store.retrieve(conversation)
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def test_the_text_is_gone_and_the_conversation_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    store = await store_of(f"sqlite:///{file}")
    assert erase(engine(f"sqlite:///{file}"), "line-a", "77")
    assert await texts(store, "line-a") == [UNSENT, "another"]
    assert await texts(store, "line-b") == [SECRET, "another"]
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT data FROM events WHERE sender_id = 'line-a'").fetchall()
    assert SECRET not in json.dumps(rows)


async def test_on_sqlite_it_is_gone_from_the_file_as_well(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    await store_of(f"sqlite:///{file}")
    database = engine(f"sqlite:///{file}")
    assert erase(database, "line-a", "77")
    assert erase(database, "line-b", "77")
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())


async def test_on_postgresql_it_is_gone(postgresql: PostgreSQL) -> None:
    url = str(postgresql.new_database("unsending").url)
    store = await store_of(url)
    assert erase(engine(url), "line-a", "77")
    assert await texts(store, "line-a") == [UNSENT, "another"]


async def test_a_message_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/conversations.db"
    store = await store_of(url)
    assert not erase(engine(url), "line-a", "79")
    assert await texts(store, "line-a") == [SECRET, "another"]
