"""A turn goes as it does in Rasa's own processor, event for event, though much of it is not made anew."""

from __future__ import annotations

import asyncio
import json
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.slots import BooleanSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa.conversation import Replies
from madoguchi.rasa.predictions import Predictions
from madoguchi.rasa.processor import TurnMessage, TurnProcessor, processor
from madoguchi.rasa.start import take_off_safety_net
from madoguchi.rasa.tracker import Tracker
from tests.conftest import CONTENT

from .conftest import said

SAID = [
    "Is it free?",
    "電話番号は何番ですか",
    "¿Para qué sirve?",
    "asdfgh",
    "한국어로 해 주세요",
    "thanks",
    "個人番号とは？ 電話は？",
]
OF_THE_PROGRAM = {"timestamp", "model_id", "assistant_id"}


@pytest.fixture(scope="module")
def agent(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Agent:
    """As a server has it, without an action server."""
    store = {"type": "madoguchi.rasa.tracker_store.ConversationStore", "content": str(CONTENT)}
    store["db"] = str(tmp_path_factory.mktemp("store") / "x.db")
    endpoints = AvailableEndpoints(
        tracker_store=EndpointConfig(**store),
        lock_store=EndpointConfig(type="madoguchi.rasa.lock_store.ConversationLocks"),
        nlg=EndpointConfig(type="madoguchi.rasa.nlg.ContentGenerator", content=str(CONTENT)),
    )
    agent = asyncio.run(load_agent(str(model), endpoints=endpoints))
    take_off_safety_net(agent)
    return agent


@pytest.fixture(scope="module")
def theirs(agent: Agent) -> MessageProcessor:
    return agent.processor


@pytest.fixture(scope="module")
def ours(theirs: MessageProcessor) -> TurnProcessor:
    return TurnProcessor(theirs)


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_times(one) for key, one in value.items() if key not in OF_THE_PROGRAM}
    return [without_times(one) for one in value] if isinstance(value, list) else value


async def talk(agent: Agent, handler: MessageProcessor, conversation: str) -> list[dict[str, Any]]:
    """What is kept of a conversation in which everything is said twice."""
    for number, text in enumerate(SAID * 2):
        beside: dict[str, Any] = {"output_channel": Replies("website"), "sender_id": conversation}
        beside |= {"input_channel": "website", "message_id": f"id {number}"}
        tracker = await agent.tracker_store.get_or_create_tracker(conversation, append_action_listen=False)
        message = (
            TurnMessage(tracker, text, **beside) if isinstance(handler, TurnProcessor) else UserMessage(text, **beside)
        )
        await handler.handle_message(message)
    kept = await agent.tracker_store.retrieve_full_tracker(conversation)
    return [without_times(event.as_dict()) for event in kept.events]


async def test_a_conversation_goes_as_in_rasas_own_processor(
    agent: Agent, theirs: MessageProcessor, ours: TurnProcessor
) -> None:
    expected = await talk(agent, theirs, "theirs")
    assert sum(event["event"] == "bot" for event in expected) == 2 * len(SAID)
    assert await talk(agent, ours, "ours") == expected


def test_what_the_rules_say_is_remembered_as_they_say_it(
    agent: Agent, theirs: MessageProcessor, ours: TurnProcessor, domain: Domain
) -> None:
    assert ours._predictions.are_of_one_turn
    for intent in [*domain.intents, "nlu_fallback", "restart"]:
        tracker = Tracker.from_events("someone", [SessionStarted(), ActionExecuted("action_listen")], domain.slots)
        tracker.update(said(intent={"name": intent}, entities={"language": "ko"}))
        for _ in range(2):  # the answer, and that the bot listens then
            asked, again = (ours.predict_next_with_tracker_if_should(tracker) for _ in range(2))
            told = theirs.predict_next_with_tracker_if_should(tracker)
            assert [vars(one[1]) | {"events": one[1].events} for one in (asked, again)] == [vars(told[1])] * 2
            assert asked[0].name() == again[0].name() == told[0].name()
            tracker.update(ActionExecuted(told[0].name()))


def test_each_conversation_has_events_of_its_own(ours: TurnProcessor, domain: Domain) -> None:
    tracker = Tracker.from_events("someone", [ActionExecuted("action_listen"), said()], domain.slots)
    first, second = (ours.predict_next_with_tracker_if_should(tracker)[1] for _ in range(2))
    assert first.events
    assert not {id(event) for event in first.events} & {id(event) for event in second.events}


TWO_TURNS = [
    {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}},
    {"prev_action": {"action_name": "utter_greet"}, "user": {"intent": "greet"}},
    {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "deny"}},
]
RULES_THAT_SEE_MORE = {
    "two turns": TWO_TURNS,
    "the first turn": [{}, *TWO_TURNS[:1]],
    "a slot": [TWO_TURNS[0] | {"slots": {"language": [1.0]}}],
    "a form": [TWO_TURNS[0] | {"active_loop": {"name": "form"}}],
    "the words": [TWO_TURNS[0] | {"user": {"text": "hello"}}],
}


@pytest.fixture
def policy(ours: TurnProcessor) -> RulePolicy:
    """One that a test may change."""
    [found] = [one for one in ours.graph_runner.components if isinstance(one, RulePolicy)]
    mine = RulePolicy.__new__(RulePolicy)
    mine.lookup = deepcopy(found.lookup)
    return mine


@pytest.mark.parametrize("rule", RULES_THAT_SEE_MORE.values(), ids=RULES_THAT_SEE_MORE.keys())
def test_rules_that_see_more_than_a_turn_are_asked_each_time(
    policy: RulePolicy, domain: Domain, rule: list[dict[str, Any]]
) -> None:
    assert Predictions([policy], domain).are_of_one_turn
    policy.lookup[RULES][json.dumps(rule)] = "utter_greet"
    assert not Predictions([policy], domain).are_of_one_turn


def test_so_are_other_policies_beside_them_and_slots_with_a_say(policy: RulePolicy, domain: Domain) -> None:
    assert not Predictions([policy, policy], domain).are_of_one_turn
    assert not Predictions([], domain).are_of_one_turn
    has_say = SimpleNamespace(form_names=[], slots=[BooleanSlot("x", [])])
    assert not Predictions([policy], has_say).are_of_one_turn


def test_an_agent_that_loads_another_model_gets_ours_again(agent: Agent, theirs: MessageProcessor) -> None:
    agent.processor = theirs
    made = processor(agent)
    assert processor(agent) is made is agent.processor
    assert isinstance(made, TurnProcessor)


def test_what_comes_by_another_way_is_read_by_rasa(agent: Agent, ours: TurnProcessor) -> None:
    message = UserMessage("Is it free?", output_channel=Replies("website"), sender_id="other way")
    tracker = asyncio.run(ours.log_message(message))
    assert isinstance(tracker.latest_message, UserUttered)
    assert tracker.latest_message.text == "Is it free?"
    assert isinstance(tracker, DialogueStateTracker)
