"""Slots are taken from a message as Rasa's own action takes them."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.rasa.slots import EntitySlots

Entity = dict[str, Any]


def entity(name: str, value: str, **beside: str) -> Entity:
    return {"entity": name, "value": value, **beside}


MESSAGES: dict[str, list[Entity]] = {
    "nothing": [],
    "the language": [entity("language", "ko")],
    "language and script": [entity("language", "zh"), entity("script", "Hant")],
    "the same twice": [entity("chosen_language", "es"), entity("chosen_language", "pt")],
    "an entity of no slot": [entity("topic_group", "number")],
    "an entity that nobody knows": [entity("colour", "red")],
    "one in a role": [entity("language", "ko", role="from")],
}
PLAIN = {"language": [{"type": "from_entity", "entity": "language"}], "feedback": [{"type": "custom"}]}
SLOTS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "plain": PLAIN,
    "only of an intent": {"language": [{"type": "from_entity", "entity": "language", "intent": "greet"}]},
    "not of an intent": {"language": [{"type": "from_entity", "entity": "language", "not_intent": "ask"}]},
    "in a role": {"language": [{"type": "from_entity", "entity": "language", "role": "from"}]},
    "from the intent": PLAIN | {"asked": [{"type": "from_intent", "intent": "ask", "value": "yes"}]},
    "from the text": PLAIN | {"words": [{"type": "from_text"}]},
    "two ways": {
        "language": [
            {"type": "from_entity", "entity": "chosen_language"},
            {"type": "from_entity", "entity": "language"},
        ]
    },
}
ENTITIES = ["language", "script", "chosen_language", "topic_group"]


def made(slots: dict[str, list[dict[str, Any]]]) -> Domain:
    kinds = {name: {"type": "any", "mappings": mappings} for name, mappings in slots.items()}
    return Domain.from_dict({"intents": ["ask", "greet"], "entities": ENTITIES, "slots": kinds})


async def taken(action: ActionExtractSlots, domain: Domain, entities: list[Entity]) -> list[SlotSet]:
    events = [ActionExecuted("action_listen"), UserUttered("?", {"name": "ask"}, entities)]
    tracker = DialogueStateTracker.from_events("someone", events, domain.slots)
    return list(
        await action.run(
            CollectingOutputChannel(), TemplatedNaturalLanguageGenerator(domain.responses), tracker, domain
        )
    )


@pytest.mark.parametrize("entities", MESSAGES.values(), ids=MESSAGES.keys())
@pytest.mark.parametrize("slots", SLOTS.values(), ids=SLOTS.keys())
async def test_slots_are_taken_as_by_rasa(slots: dict[str, list[dict[str, Any]]], entities: list[Entity]) -> None:
    domain = made(slots)
    expected = await taken(ActionExtractSlots(None), domain, entities)
    assert await taken(EntitySlots(None, domain), domain, entities) == expected


async def test_the_slots_of_this_bot_are_taken_by_the_table(domain: Domain) -> None:
    action = EntitySlots(None, domain)
    assert action._is_plain
    found = await taken(action, domain, [entity("language", "zh"), entity("script", "Hant")])
    assert found == [SlotSet("language", "zh"), SlotSet("script", "Hant")]
