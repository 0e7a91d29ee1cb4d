"""Which intent a message has, and how sure that is."""

from madoguchi.understanding.classifier import IntentModel
from madoguchi.understanding.features import Utterance

__all__ = ["IntentModel", "Utterance"]
