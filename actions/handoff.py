"""Handing a resident on to a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionHandOff(Action):
    """Gives the telephone numbers, and keeps why for the staff who review the conversation."""

    def name(self) -> str:
        return "action_hand_off"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        reason = tracker.latest_message["intent"]["name"]
        dispatcher.utter_message(response=f"utter_{reason}")
        return [SlotSet("handoff_reason", reason)]
