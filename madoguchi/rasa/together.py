"""Messages that come at once are understood at once: a model's graph takes several, and each costs less so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.runner.interface import GraphRunner
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT

MOST = 16
"""Messages at a time: nobody else is served meanwhile."""

Parse = dict[str, Any]


class Together:
    """Understands by a graph whose components look at the messages alone. Belongs to one event loop."""

    def __init__(self, runner: GraphRunner, target: str) -> None:
        self._runner = runner
        self._target = target
        self._nobody = DialogueStateTracker.from_events("", [])
        self._waiting: list[tuple[UserMessage, asyncio.Future[Parse]]] = []

    async def parse(self, message: UserMessage) -> Parse:
        """What Rasa's `_parse_message_with_graph` makes of it. Raises what a component raises for this message."""
        loop = asyncio.get_running_loop()
        parsed: asyncio.Future[Parse] = loop.create_future()
        if not self._waiting:
            # Once all have come that are on their way in this round of the loop.
            loop.call_soon(self._go_on)
        self._waiting.append((message, parsed))
        return await parsed

    def _go_on(self) -> None:
        group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._go_on)
        for (_, waiting), found in zip(group, self._understood([message for message, _ in group]), strict=True):
            if waiting.done():  # nobody waits any more
                continue
            if isinstance(found, Exception):
                waiting.set_exception(found)
            else:
                waiting.set_result(found)

    def _understood(self, messages: Sequence[UserMessage]) -> Sequence[Parse | Exception]:
        """A fault is of one among them: then each is understood by itself."""
        try:
            return self._run(messages)
        except Exception as error:
            return [self._understood([one])[0] for one in messages] if len(messages) > 1 else [error]

    def _run(self, messages: Sequence[UserMessage]) -> list[Parse]:
        given = {PLACEHOLDER_MESSAGE: list(messages), PLACEHOLDER_TRACKER: self._nobody}
        parsed = self._runner.run(given, [self._target])[self._target]
        return [_nothing() | message.as_dict(only_output_properties=True) for message in parsed]


def _nothing() -> Parse:
    return {TEXT: "", INTENT: {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, ENTITIES: []}
