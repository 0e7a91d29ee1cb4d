"""Yes, after the bot offered something."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class ActionTakeOffer(Action):
    """Gives the answer that the bot's last message offered; without an offer, asks what is wanted."""

    def name(self) -> str:
        return "action_take_offer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        offer = last_offer(tracker.events)
        dispatcher.utter_message(response=f"utter_{offer or 'affirm'}")
        return []


def last_offer(events: list[dict[str, Any]]) -> str | None:
    """The intent that the bot's latest message offered to answer."""
    said: dict[str, Any] = next((event for event in reversed(events) if event.get("event") == "bot"), {})
    reply = (said.get("metadata") or {}).get("reply") or {}
    offer: str | None = reply.get("offer")
    return offer
