"""Conversations as the bot might have written them, made of the training data's sentences: the same each time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from review.learning.sentences import Example, examples
from review.reading.events import FALLBACK
from review.site.places import ROOT

Json = dict[str, Any]
LANGUAGES = {"ja": 60, "zh": 14, "en": 10, "ko": 8, "pt": 4, "es": 4}
"""How many of a hundred conversations are in each language."""
BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc).timestamp()
DAYS = 9
"""Within which all of them happen."""
MESSAGES = 5
"""In a conversation: three of the resident's, and two answers."""
AROUND: list[Json] = [
    {"event": "slot", "name": "language", "value": "ja"},
    {"event": "slot", "name": "script", "value": None},
    {"event": "user_featurization", "use_text_for_featurization": False},
    {"event": "action", "name": "utter_answer", "policy": "RulePolicy", "confidence": 1.0},
    {"event": "slot", "name": "topic", "value": "contact"},
    {"event": "action", "name": "action_listen", "policy": "RulePolicy", "confidence": 1.0},
]
"""What else Rasa writes in a turn."""


def conversations(count: int) -> Iterator[list[Json]]:
    """One after another, each as its events."""
    chance = random.Random(20261125)
    known = {language: examples(ROOT / "data", language) for language in LANGUAGES}
    for number in range(count):
        [language] = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))
        at = BEGINNING + number * DAYS * 86_400 / count
        yield list(_conversation(number, language, at, known[language], chance))


def _conversation(number: int, language: str, at: float, known: list[Example], chance: random.Random) -> Iterator[Json]:
    channel = chance.choice(["website", "website", "line"])
    for turn in range(3):
        said = _said(f"{number}-{turn}", language, channel, chance.choice(known), chance)
        answer = [_replied(language, chance.choice(known))] if turn < 2 else []
        for event in [said, *AROUND, *answer]:
            yield event | {"timestamp": at + 60 * turn}


def _said(message: str, language: str, channel: str, example: Example, chance: random.Random) -> Json:
    confidence = chance.betavariate(8, 1)
    intent = example.intent if confidence > 0.5 else FALLBACK
    first, second = (intent, confidence), ("faq_penalties", (1 - confidence) / 2)
    ranking = [{"name": name, "confidence": share} for name, share in (first, second, *[("greet", 0.0)] * 8)]
    parsed = {"intent": ranking[0], "intent_ranking": ranking, "entities": [], "reply_language": language}
    return {
        "event": "user",
        "text": example.text,
        "parse_data": parsed | {"text": example.text},
        "input_channel": channel,
        "message_id": message,
        "metadata": {"page_language": language},
    }


def _replied(language: str, example: Example) -> Json:
    reply = {"locale": language, "language": language, "answers": example.intent, "source": {"passages": ["P26"]}}
    buttons = [{"title": "…", "payload": "/greet"}] * 2
    return {"event": "bot", "text": example.text * 3, "metadata": {"reply": reply}, "data": {"buttons": buttons}}
