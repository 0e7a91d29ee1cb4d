"""What our components read from and leave on Rasa's messages."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

LANGUAGE = "language"
"""The language of a training example's folder, or the one identified."""
REPLY_LANGUAGE = "reply_language"
"""In the parse: the language in which a first message is answered."""


def text_of(message: Message) -> str:
    return str(message.get(TEXT) or "")


def add_entity(message: Message, name: str, value: str, extractor: str) -> None:
    """An entity that the message as a whole stands for."""
    entity: dict[str, Any] = {"entity": name, "value": value, "start": 0, "end": len(text_of(message))}
    message.set(ENTITIES, [*message.get(ENTITIES, []), entity | {"extractor": extractor}], add_to_output=True)
