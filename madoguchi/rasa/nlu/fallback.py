"""The fourth component: when to ask back, and when to hand off, rather than to answer."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from madoguchi.understanding.doubt import decide

FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class GuessingFallback(GraphComponent, IntentClassifier):
    """Sets `nlu_fallback` where the classifier is unsure, and `guesses`, answers that it might have given.

    In place of Rasa's FallbackClassifier, which keeps no guesses and holds greetings to answers' threshold.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GuessingFallback:
        return cls(float(config["threshold"]))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        ranking = message.get("intent_ranking") or []
        doubt = decide([(one["name"], one["confidence"]) for one in ranking], self._threshold)
        if doubt is None:
            return
        fallback = {"name": FALLBACK, "confidence": doubt.confidence}
        message.set(INTENT, fallback, add_to_output=True)
        message.set("intent_ranking", [fallback, *ranking], add_to_output=True)
        message.set("guesses", list(doubt.guesses), add_to_output=True)
