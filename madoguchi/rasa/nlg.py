"""The response generator of `endpoints.yml` (`nlg.type`): every response comes from `content/`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa import metrics
from madoguchi.rasa.office import Office
from madoguchi.rasa.turns import REPLY, metadata, turn
from madoguchi.replies.composer import PREFIX


class ContentGenerator(NaturalLanguageGenerator):
    """Composes each response from the content, in the language of the conversation.

    In place of Rasa's own generator, since that takes conditional responses at random and says nothing where
    none fits. Raises ContentError at start-up where the content is faulty, ValueError where the domain names
    a response that nothing composes.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        given = endpoint_config.kwargs if endpoint_config else {}
        self.office = Office(Path(given.get("content", "content")))
        self._refuse_unknown(domain or Domain.empty())

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response as Rasa's message, with everything beside the text in its metadata under `reply`."""
        if utter_action not in self.office.composer.responses:
            return None
        asked = turn(tracker, self.office.content, dt.datetime.now(dt.timezone.utc))
        reply = self.office.composer.compose(utter_action, asked)
        intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
        language = self.office.content.locales[asked.locale]
        metrics.answered(output_channel, language, intent or metrics.FALLBACK, reply.handoff is not None)
        buttons = [{"title": one.title, "payload": one.payload} for one in reply.quick_replies]
        return {
            "text": reply.text,
            "buttons": buttons,
            REPLY: metadata(reply, asked.locale, self.office.content),
        }

    def _refuse_unknown(self, domain: Domain) -> None:
        named = {action for action in domain.action_names_or_texts if action.startswith(PREFIX)}
        if unknown := sorted(named - self.office.composer.responses):
            raise ValueError(f"domain.yml: responses that nothing composes: {', '.join(unknown)}")
