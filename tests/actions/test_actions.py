"""Custom actions, run as Rasa's action server runs them."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from ruamel.yaml import YAML

from actions.handoff import ActionHandOff
from actions.offer import ActionTakeOffer, last_offer
from tests.conftest import ROOT

Event = dict[str, Any]

LISTEN: Event = {"event": "action", "name": "action_listen"}
DOMAIN: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf8"))


def user(text: str = "はい") -> Event:
    return {"event": "user", "text": text, "parse_data": {}}


def bot(**reply: Any) -> Event:
    return {"event": "bot", "text": "...", "metadata": {"reply": reply} if reply else {}}


def tracker(intent: str, events: list[Event]) -> Tracker:
    message = {"text": "...", "intent": {"name": intent, "confidence": 1.0}, "entities": []}
    return Tracker("someone", {"language": "ja"}, message, events, False, None, {}, "action_listen")


def run(action: Action, intent: str, events: list[Event]) -> tuple[list[str], list[Event]]:
    """The responses that the action utters, and the events that it returns."""
    dispatcher = CollectingDispatcher()
    returned = action.run(dispatcher, tracker(intent, events), DOMAIN)
    return [message["response"] for message in dispatcher.messages], list(returned)


OFFERS: list[tuple[str, list[Event], str | None]] = [
    # the bot's latest message offered something, or did not
    ("an offer", [user(), bot(offer="faq_penalties"), LISTEN, user()], "faq_penalties"),
    ("no offer", [user(), bot(answers="faq_penalties"), LISTEN, user()], None),
    # an offer that was passed over is gone
    ("an older offer", [bot(offer="faq_penalties"), user(), bot(answers="greet"), user()], None),
    ("the newer of two", [bot(offer="faq_penalties"), user(), bot(offer="greet"), user()], "greet"),
    # messages of other makers
    ("no metadata", [{"event": "bot", "text": "..."}, user()], None),
    ("metadata of nothing", [{"event": "bot", "text": "...", "metadata": None}, user()], None),
    ("metadata of another", [{"event": "bot", "metadata": {"reply": None}}, user()], None),
    # nothing said yet
    ("a first message", [user()], None),
    ("no events", [], None),
]


@pytest.mark.parametrize(("events", "offer"), [row[1:] for row in OFFERS], ids=[row[0] for row in OFFERS])
def test_the_offer_is_that_of_the_latest_message(events: list[Event], offer: str | None) -> None:
    assert last_offer(events) == offer


@pytest.mark.parametrize(("events", "offer"), [row[1:] for row in OFFERS], ids=[row[0] for row in OFFERS])
def test_yes_is_answered_with_what_was_offered_or_with_a_question(events: list[Event], offer: str | None) -> None:
    assert run(ActionTakeOffer(), "affirm", events) == ([f"utter_{offer or 'affirm'}"], [])


REASONS = ["human_handoff", "not_helpful", "none_of_these"]


@pytest.mark.parametrize("intent", REASONS)
def test_a_handoff_is_said_and_its_reason_kept(intent: str) -> None:
    said, events = run(ActionHandOff(), intent, [user()])
    assert said == [f"utter_{intent}"]
    assert events == [{"event": "slot", "timestamp": None, "name": "handoff_reason", "value": intent}]


def test_the_reasons_are_the_intents_whose_rules_hand_off() -> None:
    rules = YAML(typ="safe").load((ROOT / "data/rules/handoff.yml").read_text(encoding="utf8"))["rules"]
    steps = [rule["steps"] for rule in rules]
    assert [one[0]["intent"] for one in steps if one[1]["action"] == "action_hand_off"] == REASONS


def test_the_action_server_finds_every_action_of_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    wanted = {action for action in DOMAIN["actions"] if action.startswith("action_")}
    assert wanted <= executor.actions.keys()


def test_what_an_action_utters_is_a_response_of_the_domain() -> None:
    said = [
        *run(ActionTakeOffer(), "affirm", [])[0],
        *(run(ActionHandOff(), one, [])[0][0] for one in REASONS),
    ]
    assert set(said) <= set(DOMAIN["actions"])
