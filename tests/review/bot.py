"""A bot's database, written by the bot's own store, without the bot."""

from __future__ import annotations

import itertools
import json
from typing import Any

import sqlalchemy as sa

from madoguchi.store.amendments import UNSENT, Json
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import Settings, connect
from madoguchi.store.past import Place
from madoguchi.store.purge import purge_one
from madoguchi.store.tables import EVENTS, create
from review.reading.loop import catch_up
from review.reading.source import Source

BEGINNING = 1_795_600_000.0
"""In November 2026."""


class Bot:
    """Writes turns as the bot does."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = connect(settings)
        create(self.engine)
        self._store = Conversations(self.engine)
        self._places: dict[str, Place] = {}
        self._clock = itertools.count()

    def turn(self, conversation: str, *events: Json) -> None:
        stamped = [{"timestamp": BEGINNING + next(self._clock)} | event for event in events]
        place = self._places.get(conversation, Place())
        self._places[conversation] = self._store.append(Turn(conversation, stamped, {}), place)

    def ask(self, conversation: str, text: str, intent: str = "hotline_hours", **more: Any) -> None:
        """A message and its answer, between what only Rasa has a use for."""
        asked = said(text, intent, **more)
        answer = replied(f"answer to {intent}", intent, language=more.get("language", "ja"))
        listen = {"event": "action", "name": "action_listen"}
        self.turn(conversation, listen, asked, {"event": "user_featurization"}, answer)

    def purge(self, conversation: str) -> None:
        purge_one(self.engine, conversation)

    def unsend(self, known_as: str) -> None:
        """As the LINE channel does: the text is overwritten where it stands."""
        self.amend(known_as, UNSENT)

    def amend(self, known_as: str, text: str) -> None:
        with self.engine.begin() as connection:
            for row in connection.execute(sa.select(EVENTS.c.id, EVENTS.c.data)).all():
                data = json.loads(row.data)
                if data.get("message_id") == known_as:
                    data["text"] = text
                    connection.execute(EVENTS.update().where(EVENTS.c.id == row.id).values(data=json.dumps(data)))

    def read_on(self) -> int:
        source = Source(self.settings)
        try:
            return catch_up(source)
        finally:
            source.close()

    def close(self) -> None:
        self.engine.dispose()


def said(
    text: str,
    intent: str = "hotline_hours",
    *,
    confidence: float = 0.9,
    runner_up: float = 0.05,
    language: str = "ja",
    known_as: str = "",
    channel: str = "website",
    after: str = "",
    masked: list[str] | None = None,
    is_button: bool = False,
) -> Json:
    ranking = [{"name": intent, "confidence": confidence}, {"name": "faq_penalties", "confidence": runner_up}]
    parsed: Json = {"intent": ranking[0], "intent_ranking": ranking[:1] if is_button else ranking}
    metadata: Json = {"page_language": language, "context": {"answers": after} if after else {}}
    return {
        "event": "user",
        "text": text,
        "parse_data": parsed if is_button else parsed | {"reply_language": language},
        "input_channel": channel,
        "message_id": known_as,
        "metadata": metadata | ({"masked": masked} if masked else {}),
    }


def replied(text: str, answers: str = "", *, handoff: str = "", language: str = "ja") -> Json:
    reply: Json = {"locale": "zh-Hans" if language == "zh" else language, "language": language}
    reply |= {"answers": answers, "source": {"passages": ["P26"]}} if answers else {}
    reply |= {"handoff": handoff} if handoff else {}
    return {"event": "bot", "text": text, "metadata": {"reply": reply}, "data": {"buttons": [{"title": "more"}]}}


def opinion(known_as: str, is_helpful: bool, reason: str = "") -> Json:
    value = {"feedback_id": "f", "message_id": known_as, "helpful": is_helpful, "reason": reason}
    return {"event": "slot", "name": "feedback", "value": value}
