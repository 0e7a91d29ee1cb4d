"""The first component: in which language a message is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from madoguchi.language.identify import Identified, LanguageModel
from madoguchi.language.script import script_of
from madoguchi.rasa.nlu.made_of import MadeOfCode
from madoguchi.rasa.nlu.messages import LANGUAGE, REPLY_LANGUAGE, add_entity, text_of
from madoguchi.rasa.nlu.stored import fetch, keep


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(MadeOfCode, GraphComponent):
    """Sets `language`, and the entities `language` and `script` where the message is telling.

    Learns from the languages that the importer marks the training examples with.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, model: LanguageModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        return cls(model_storage, resource, fetch(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(LANGUAGE)]
        languages = [str(example.get(LANGUAGE)) for example in examples]
        self._model = LanguageModel(sorted(set(languages))).fit([text_of(one) for one in examples], languages)
        return keep(self._model, self._storage, self._resource)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("LanguageIdentifier: not trained")
        expected = [_expected(message.get("metadata") or {}) for message in messages]
        found = self._model.identify_all([text_of(message) for message in messages], expected)
        for message, identified in zip(messages, found, strict=True):
            _tell(message, identified)
        return messages


def _tell(message: Message, found: Identified) -> None:
    message.set(LANGUAGE, found.language)
    message.set(REPLY_LANGUAGE, found.language, add_to_output=True)
    if found.is_telling:
        add_entity(message, "language", found.language, LanguageIdentifier.__name__)
    if found.language == "zh" and (script := script_of(text_of(message))):
        add_entity(message, "script", script, LanguageIdentifier.__name__)


def _expected(metadata: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The conversation's language and the page's, where the message comes by one of our channels."""
    said = metadata.get("context") or {}
    return metadata.get("language") or said.get("language"), metadata.get("page_language")
