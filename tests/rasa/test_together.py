"""Messages that come at once are understood as each by itself, and a fault stays with the one who made it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from madoguchi.rasa.runner import OrderedRunner
from madoguchi.rasa.together import MOST, Together

SAID = [
    ("Is it free?", {}),
    ("電話番号は何番ですか", {"page_language": "pt"}),
    ("¿Para qué sirve? ¿Cuánto cuesta llamar?", {"context": {"answers": "hotline_number", "language": "es"}}),
    ("asdfgh", {"page_language": "ko"}),
    ("한국어로 해 주세요", {}),
    ("請用中文", {"context": {"handoff": "near_topic"}}),
    ("", {}),
    ("/greet", {}),
    ("日曜日", {"context": {"answers": "hotline_hours", "language": "ja"}}),
]


async def test_each_is_understood_as_rasa_understands_it_alone(model: Any) -> None:
    agent = Agent.load(str(model))
    alone, nobody = agent.processor, DialogueStateTracker.from_events("", [])
    expected = [alone._parse_message_with_graph(UserMessage(text, metadata=beside), nobody) for text, beside in SAID]
    together = Together(OrderedRunner.of(alone.graph_runner), alone.model_metadata.nlu_target)
    found = await asyncio.gather(*(together.parse(UserMessage(text, metadata=beside)) for text, beside in SAID))
    assert [rounded(one) for one in found] == [rounded(one) for one in expected]


def rounded(value: Any) -> Any:
    """Sums of many come out otherwise in another order, in their last digits."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value


class Runner:
    """Stands for a model's graph that cannot stand one kind of message."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def run(self, inputs: dict[str, Any], targets: list[str]) -> dict[str, Any]:
        texts = [message.text for message in inputs[PLACEHOLDER_MESSAGE]]
        self.asked.append(texts)
        if "faulty" in texts:
            raise ValueError("faulty")
        return {targets[0]: [Message({"text": text}, output_properties={"text"}) for text in texts]}


async def test_those_who_come_at_once_are_understood_in_one_go() -> None:
    runner = Runner()
    together = Together(runner, "nlu")
    await asyncio.gather(*(together.parse(UserMessage(str(number))) for number in range(MOST + 3)))
    assert [len(texts) for texts in runner.asked] == [MOST, 3]
    await together.parse(UserMessage("later"))
    assert runner.asked[-1] == ["later"]


async def test_a_fault_is_told_to_the_one_who_has_it() -> None:
    together = Together(Runner(), "nlu")
    said = ["one", "faulty", "two"]
    found = await asyncio.gather(*(together.parse(UserMessage(text)) for text in said), return_exceptions=True)
    assert [one["text"] if isinstance(one, dict) else type(one) for one in found] == ["one", ValueError, "two"]


async def test_one_who_hangs_up_leaves_the_others_their_answers() -> None:
    together = Together(Runner(), "nlu")
    gone, stays = (asyncio.create_task(together.parse(UserMessage(text))) for text in ("one", "two"))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert (await stays)["text"] == "two"
