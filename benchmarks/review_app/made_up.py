"""Conversations as they might be, made of the training data's sentences: as many as wanted, the same each time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from review.learning.sentences import Example, examples
from review.reading.events import FALLBACK, Happening, Replied, Said
from review.site.places import ROOT

LANGUAGES = {"ja": 60, "zh": 14, "en": 10, "ko": 8, "pt": 4, "es": 4}
"""How many of a hundred conversations are in each language."""
BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
MESSAGES = 5
"""In a conversation: three of the resident's, and two answers."""


def happenings(conversations: int) -> Iterator[list[Happening]]:
    """One conversation after another, over a year."""
    chance = random.Random(20261125)
    known = {language: examples(ROOT / "data", language) for language in LANGUAGES}
    for number in range(conversations):
        [language] = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))
        at = BEGINNING + dt.timedelta(seconds=number * 31_536_000 / conversations)
        yield list(_conversation(number, language, at, known[language], chance))


def _conversation(
    number: int, language: str, at: dt.datetime, known: list[Example], chance: random.Random
) -> Iterator[Happening]:
    reference, event = f"made-up-{number}", number * MESSAGES + 1
    channel = chance.choice(["website", "website", "line"])
    for turn in range(3):
        moment = at + dt.timedelta(minutes=turn)
        yield _said(event + 2 * turn, reference, moment, language, channel, chance.choice(known), chance)
        if turn < 2:
            yield _replied(event + 2 * turn + 1, reference, moment, language, chance.choice(known))


def _said(
    event: int,
    reference: str,
    at: dt.datetime,
    language: str,
    channel: str,
    example: Example,
    chance: random.Random,
) -> Said:
    confidence = chance.betavariate(8, 1)
    intent = example.intent if confidence > 0.5 else FALLBACK
    return Said(
        event=event,
        reference=reference,
        at=at,
        text=example.text,
        channel=channel,
        known_as=str(event),
        is_button=False,
        language=language,
        intent=intent,
        confidence=confidence,
        runner_up="faq_penalties",
        runner_up_confidence=(1 - confidence) / 2,
        masked=[],
        answered_before="",
    )


def _replied(event: int, reference: str, at: dt.datetime, language: str, example: Example) -> Replied:
    beside = {"passages": ["P26"], "buttons": ["…", "…"]}
    return Replied(event, reference, at, example.text * 3, language, language, example.intent, "", beside)
