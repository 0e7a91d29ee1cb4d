"""Trackers as Rasa keeps them, with the slots of this repository's domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.conftest import ROOT

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
