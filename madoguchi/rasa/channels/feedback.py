"""What residents think of an answer, kept in the conversation's slot `feedback`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool
from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.privacy import Gate, clean, harmless_id
from madoguchi.rasa.channels.problems import Problem
from madoguchi.rasa.conversation import replies_to

SLOT = "feedback"
LONGEST_REASON = 500
"""Characters."""


class FeedbackRequest(BaseModel):
    """`message` is the id of the resident's message that was answered; `id` is that of this opinion."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    message: UUID
    helpful: StrictBool
    reason: str | None = Field(None, max_length=LONGEST_REASON)


def opinion(body: FeedbackRequest, gate: Gate) -> dict[str, Any]:
    """The opinion as it may be kept: the reason clean and masked."""
    reason = gate.mask(clean(body.reason).strip()).text if body.reason else ""
    kept: dict[str, Any] = {
        "feedback_id": harmless_id(body.id),
        "message_id": harmless_id(body.message),
        "helpful": body.helpful,
    }
    return kept | ({"reason": reason} if reason else {})


async def keep(agent: Agent, conversation: str, said: dict[str, Any]) -> None:
    """Keeps an opinion once, however often it arrives. Raises Problem 422 where its message was not answered."""
    async with agent.lock_store.lock(conversation):
        tracker = await agent.tracker_store.retrieve(conversation)
        turn = await agent.tracker_store.turn(conversation, said["message_id"])
        if tracker is None or turn is None or replies_to(turn, said["message_id"]) is None:
            errors = [{"pointer": "/message", "detail": "no such message in this conversation"}]
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The body has the wrong form.", errors=errors)
        if not _is_kept(tracker, said["feedback_id"]):
            tracker.update(SlotSet(SLOT, said))
            await agent.tracker_store.save(tracker)


def _is_kept(tracker: DialogueStateTracker, opinion_id: str) -> bool:
    slots = (event for event in tracker.events if isinstance(event, SlotSet) and event.key == SLOT)
    return any(isinstance(slot.value, dict) and slot.value.get("feedback_id") == opinion_id for slot in slots)
