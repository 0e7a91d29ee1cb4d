"""An empty store, on each of the databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from madoguchi.store.amendments import Json
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import Settings, connect
from tests.services import PostgreSQL


@pytest.fixture
def connected() -> Iterator[Callable[[Settings], sa.engine.Engine]]:
    """Connects as a process of its own would, and disconnects afterwards."""
    engines: list[Any] = []

    def connection(settings: Settings) -> sa.engine.Engine:
        engines.append(connect(settings))
        return engines[-1]

    yield connection
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(settings: Settings, connected: Callable[[Settings], sa.engine.Engine]) -> sa.engine.Engine:
    return connected(settings)


@pytest.fixture
def store(engine: sa.engine.Engine) -> Conversations:
    return Conversations(engine)


def asked(number: int, at: float = 0.0) -> list[Json]:
    """The events of one turn of a conversation, at a time in seconds since 1970."""
    return [
        {"event": "action", "name": "action_listen", "timestamp": at},
        {"event": "user", "text": f"question {number}", "message_id": f"message-{number}", "timestamp": at},
        {"event": "slot", "name": "language", "value": "ja", "timestamp": at},
        {"event": "action", "name": "utter_greet", "timestamp": at},
        {"event": "bot", "text": f"answer {number}", "timestamp": at},
    ]


def turn(number: int, conversation: str = "someone", at: float = 0.0, **slots: Any) -> Turn:
    return Turn(conversation, asked(number, at), slots, [f"message-{number}"])


def said(events: list[Json]) -> list[str]:
    return [event["text"] for event in events if "text" in event]


def files(settings: Settings, postgresql: PostgreSQL | None) -> list[Path]:
    folder = postgresql.data if postgresql else Path(settings.name).parent
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def holding(word: str, files: list[Path]) -> list[str]:
    return [path.name for path in files if word.encode() in path.read_bytes()]
