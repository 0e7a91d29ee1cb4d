"""The third component: the intent of a message, and of a second question in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from madoguchi.content.parts import load_groups
from madoguchi.hotline.lexicon import vocabularies
from madoguchi.hotline.mention import find_mention
from madoguchi.language.words import words
from madoguchi.rasa.nlu.made_of import MadeOfCode
from madoguchi.rasa.nlu.messages import LANGUAGE, text_of
from madoguchi.rasa.nlu.stored import fetch, keep
from madoguchi.understanding import IntentModel, Utterance
from madoguchi.understanding.clauses import clauses, second_intent
from madoguchi.understanding.context import Context, prior

RANKED = 10
"""Intents that the parse lists, as many as Rasa's own classifiers do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(MadeOfCode, GraphComponent, IntentClassifier):
    """Sets the intent with its ranking, and `second_intent` where the message asks two things."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._groups = load_groups(Path(config["intents"]))
        self._calendar = vocabularies(Path(config["calendar"]))
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intents": "content/intents.yml", "calendar": "content/calendar"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramIntentClassifier:
        return cls(config, model_storage, resource, fetch(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        intents = [str(example.get(INTENT)) for example in examples]
        self._model = IntentModel().fit([_utterance(example) for example in examples], intents)
        return keep(self._model, self._storage, self._resource)

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("NgramIntentClassifier: not trained")
        priors = [prior(self._context(message), self._groups) for message in messages]
        rankings = self._model.rankings([_utterance(message) for message in messages], priors)
        for message, ranking in zip(messages, rankings, strict=True):
            listed = [{"name": name, "confidence": confidence} for name, confidence in ranking[:RANKED]]
            message.set(INTENT, listed[0], add_to_output=True)
            message.set("intent_ranking", listed, add_to_output=True)
            if second := second_intent(ranking[0][0], self._clauses(message)):
                message.set("second_intent", second, add_to_output=True)
        return messages

    def _context(self, message: Message) -> Context:
        """What the bot said last, where the message comes by one of our channels, and whether a day is named."""
        said = (message.get("metadata") or {}).get("context") or {}
        day = find_mention(text_of(message), self._calendar[message.get(LANGUAGE)], dt.datetime.now(dt.timezone.utc))
        return Context(said.get("answers"), bool(said.get("handoff")), day is not None and day.kind != "relative")

    def _clauses(self, message: Message) -> list[tuple[str, float]]:
        """The intents of the message's parts, in the language of the whole; none where it is one part."""
        parts = clauses(text_of(message))
        if self._model is None or len(parts) < 2:
            return []
        lemmas = [tuple(word.lemma for word in words(part, message.get(LANGUAGE))) for part in parts]
        utterances = [Utterance(part, found) for part, found in zip(parts, lemmas, strict=True)]
        return [ranking[0] for ranking in self._model.rankings(utterances, [{}] * len(parts))]


def _utterance(message: Message) -> Utterance:
    lemmas = tuple(token.lemma for token in message.get(TEXT_TOKENS) or ())
    return Utterance(text_of(message), lemmas)
