"""The last component: which language a resident wants to change to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from madoguchi.content.parts import load_languages
from madoguchi.language.choice import LanguageChoice
from madoguchi.language.script import script_of
from madoguchi.rasa.nlu.messages import LANGUAGE, REPLY_LANGUAGE, add_entity, text_of

CHANGE = "change_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ChosenLanguageExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `chosen_language` to a message that asks for a change of language and names one of ours."""

    def __init__(self, choice: LanguageChoice) -> None:
        self._choice = choice

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"languages": "content/languages.yml"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChosenLanguageExtractor:
        languages = load_languages(Path(config["languages"]))
        return cls(LanguageChoice(list(languages), {code: one.also for code, one in languages.items()}))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (message.get(INTENT) or {}).get("name") == CHANGE:
                self._extract(message)
        return messages

    def _extract(self, message: Message) -> None:
        text = text_of(message)
        chosen = self._choice.chosen(text, message.get(LANGUAGE))
        if chosen is None:
            return
        add_entity(message, "chosen_language", chosen, type(self).__name__)
        message.set(REPLY_LANGUAGE, chosen, add_to_output=True)
        if chosen == "zh" and (script := self._choice.script(text) or script_of(text)):
            add_entity(message, "script", script, type(self).__name__)
