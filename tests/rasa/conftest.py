"""Trackers as Rasa keeps them, with the slots of this repository's domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa.tracker_store import ConversationStore
from madoguchi.store.database import Settings
from tests.conftest import CONTENT, ROOT

TYPE = "madoguchi.rasa.tracker_store.ConversationStore"
Tracked = Callable[..., DialogueStateTracker]


@pytest.fixture(scope="session")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def tracked(domain: Domain) -> Tracked:
    """A tracker in which the events given have happened."""

    def happened(*events: Event) -> DialogueStateTracker:
        return DialogueStateTracker.from_events("someone", list(events), domain.slots)

    return happened


def said(text: str = "...", metadata: dict[str, Any] | None = None, **parsed: Any) -> UserUttered:
    """A resident's message; each entity is given as a keyword of `entities`."""
    entities = [{"entity": name, "value": value} for name, value in parsed.pop("entities", {}).items()]
    parse = {"text": text, "intent": {"name": "greet"}, "entities": entities} | parsed
    return UserUttered(text, parse["intent"], entities, parse, metadata=metadata)


def answered(**reply: Any) -> BotUttered:
    return BotUttered("...", metadata={"reply": reply} if reply else {})


def known(**slots: str) -> list[SlotSet]:
    return [SlotSet(name, value) for name, value in slots.items()]


def opened(settings: Settings, domain: Domain) -> ConversationStore:
    """As Rasa makes it from endpoints.yml."""
    given = {"db": settings.name, "dialect": settings.dialect, "username": settings.user, "password": ""}
    store = TrackerStore.create(EndpointConfig(settings.host, type=TYPE, content=str(CONTENT), **given), domain)
    assert isinstance(store, ConversationStore)
    return store


@pytest.fixture
def store(settings: Settings, domain: Domain) -> Iterator[ConversationStore]:
    store = opened(settings, domain)
    yield store
    store.conversations.engine.dispose()


def exchange(number: int) -> list[Event]:
    return [
        UserUttered(f"question {number}", {"name": "greet", "confidence": 1.0}, message_id=f"id {number}"),
        SlotSet("language", "ko") if number == 0 else SlotSet("script", None),
        ActionExecuted("utter_greet"),
        BotUttered(f"answer {number}", metadata={"reply": {"answers": "greet"}}),
        ActionExecuted("action_listen"),
    ]


async def read(store: ConversationStore, conversation: str = "someone") -> DialogueStateTracker:
    tracker = await store.retrieve(conversation)
    assert tracker is not None
    return tracker
