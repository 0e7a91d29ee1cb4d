"""Rasa's `action_extract_slots`, which asks of each slot's mappings each time what they consist of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.slots import ListSlot, Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


class EntitySlots(ActionExtractSlots):
    """Does what Rasa's does, by a table that is made once where each slot takes an entity, or what an action sets."""

    def __init__(self, endpoint: EndpointConfig | None, domain: Domain) -> None:
        super().__init__(endpoint)
        slots = [slot for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES]
        self._is_plain = not _has_more_to_ask(domain) and all(map(_is_plain, slots))
        self._taken = [(slot.name, entity) for slot in slots for entity in _entities(slot) if entity in domain.entities]

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        if not self._is_plain:
            asked: list[Event] = await super().run(output_channel, nlg, tracker, domain)
            return asked
        found = ((slot, list(tracker.get_latest_entity_values(entity))) for slot, entity in self._taken)
        return [SlotSet(slot, values[-1]) for slot, values in found if values]


def _has_more_to_ask(domain: Domain) -> bool:
    """Whether a form, or an action of ours that validates, has a say."""
    return bool(domain.form_names) or ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions


def _is_plain(slot: Slot) -> bool:
    """Whether it takes the last entity of one kind, whatever the intent, or nothing from a message."""
    kinds = [dict(mapping) for mapping in slot.mappings]
    one_entity = len(kinds) == 1 and kinds[0].keys() == {"type", "entity"} and kinds[0]["type"] == "from_entity"
    return not isinstance(slot, ListSlot) and (one_entity or all(kind == {"type": "custom"} for kind in kinds))


def _entities(slot: Slot) -> Iterator[str]:
    mappings: list[dict[str, Any]] = slot.mappings
    yield from (str(mapping["entity"]) for mapping in mappings if "entity" in mapping)
