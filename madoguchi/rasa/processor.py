"""Rasa's message processor without what it makes anew for each message, though nothing about it has changed.

What a message goes through is Rasa's own: session, NLU, slots, rules, actions. What each part costs is measured in
`benchmarks/README.md`.
"""

from __future__ import annotations

import functools
from typing import Any

from rasa.core.actions.action import Action, ActionListen, RemoteAction, action_for_name_or_text
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_EXTRACT_SLOTS
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.rasa.actions import ServedAction
from madoguchi.rasa.predictions import Predictions
from madoguchi.rasa.runner import OrderedRunner
from madoguchi.rasa.slots import EntitySlots
from madoguchi.rasa.together import Together


class TurnMessage(UserMessage):
    """A message with the tracker of its conversation, which the turn has read already."""

    def __init__(self, tracker: DialogueStateTracker, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.tracker = tracker


class TurnProcessor(MessageProcessor):
    """Handles `TurnMessage`s, on the parts of the processor in whose place it stands."""

    def __init__(self, processor: MessageProcessor) -> None:
        self.__dict__.update(processor.__dict__)
        self.graph_runner = OrderedRunner.of(processor.graph_runner)
        self._together = Together(self.graph_runner, self.model_metadata.nlu_target)
        self._predictions = Predictions(self.graph_runner.components, self.domain)
        self._intents, self._entities = frozenset(self.domain.intents), frozenset(self.domain.entities)
        self._names = tuple(self.domain.action_names_or_texts)
        self._action_named = functools.cache(self._make_action)

    async def log_message(self, message: UserMessage, should_save_tracker: bool = True) -> DialogueStateTracker:
        """Without reading the conversation once more."""
        if not isinstance(message, TurnMessage):
            return await super().log_message(message, should_save_tracker)
        tracker = message.tracker
        tracker.model_id, tracker.assistant_id = self.model_metadata.model_id, self.model_metadata.assistant_id
        await self._update_tracker_session(tracker, message.output_channel, message.metadata)
        await self._handle_message_with_tracker(message, tracker)
        return tracker

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """With all that come at once, and without copies of what was understood for a log that nobody reads."""
        if self.http_interpreter or tracker is None or not only_output_properties:
            asked: dict[str, Any] = await super().parse_message(message, tracker, only_output_properties)
            return asked
        parse = await self._together.parse(message)
        self._update_full_retrieval_intent(parse)
        self._check_for_unseen_features(parse)
        return parse

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Without a copy of the events for a log that nobody reads."""
        events = await self._action_named(ACTION_EXTRACT_SLOTS).run(output_channel, self.nlg, tracker, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        tracker.update_with_events(events, self.domain)
        return tracker

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """From what is remembered, where the rules say the same each time."""
        prediction = None if tracker.followup_action else self._predictions.known(tracker)
        if prediction is None:
            action, prediction = super().predict_next_with_tracker_if_should(tracker)
            return self._action_named(action.name()), prediction
        return self._action_named(self._names[prediction.max_confidence_index]), prediction

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        is_told = tracker.followup_action is not None
        prediction = super()._predict_next_with_tracker(tracker)
        if not is_told:
            self._predictions.keep(tracker, prediction)
        return prediction

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Without a tracker of its own for an action that does nothing but listen."""
        if type(action) is not ActionListen:
            goes_on: bool = await super()._run_action(action, tracker, output_channel, nlg, prediction)
            return goes_on
        self._log_action_on_tracker(tracker, action, [], prediction)
        return False

    def _log_slots(self, tracker: DialogueStateTracker) -> None:
        """Not at all: nobody reads it."""

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        """Without copies of the events for a log that nobody reads."""
        happened = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in happened):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(happened, self.domain)

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa makes its domain anew each time, to see whether that is empty."""
        entities = {one["entity"] for one in parse_data["entities"] or ()}
        if parse_data["intent"]["name"] not in self._intents or not entities <= self._entities:
            super()._check_for_unseen_features(parse_data)

    def _get_action(self, action_name: str) -> Action | None:
        return self._action_named(action_name)

    def _make_action(self, name: str) -> Action:
        if name == ACTION_EXTRACT_SLOTS:
            return EntitySlots(self.action_endpoint, self.domain)
        made = action_for_name_or_text(name, self.domain, self.action_endpoint)
        return ServedAction(name, self.action_endpoint) if type(made) is RemoteAction else made


def processor(agent: Agent) -> TurnProcessor:
    """The agent's, ours from the first message on: an agent makes one of its own with each model that it loads."""
    if not isinstance(agent.processor, TurnProcessor):
        agent.processor = TurnProcessor(agent.processor)
    return agent.processor
