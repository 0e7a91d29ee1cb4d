"""Dialogues played through the website channel, turn by turn."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from madoguchi.cli.client import Rejected, Visit, Website
from madoguchi.cli.lines import Line

LATEST = "SELECT data FROM events WHERE type_name = 'user' ORDER BY id DESC LIMIT 1"
UNHEARD: Line = {"language": None, "text": "", "messages": []}


class Player:
    """Plays one dialogue after the other; the intents come from the bot's SQLite file, if at hand."""

    def __init__(self, website: Website, database: Path | None = None) -> None:
        self._website = website
        self._database = database

    def play(self, dialogues: list[Line]) -> Iterator[Line]:
        """One line a turn; each dialogue is a conversation of its own, without a hint of its language."""
        total = sum(len(dialogue["turns"]) for dialogue in dialogues)
        with tqdm(total=total, desc="converse", unit="turn", disable=None) as progress:
            for dialogue in dialogues:
                visit = self._website.open()
                for number, turn in enumerate(dialogue["turns"], 1):
                    yield {"id": dialogue["id"], "turn": number} | self._turn(visit, turn["user"])
                    progress.update()

    def _turn(self, visit: Visit, text: str) -> Line:
        try:
            answer = visit.say(text)
        except Rejected as problem:
            return {"user": text, "intent": None} | UNHEARD | {"problem": str(problem)}
        script = {"script": answer["script"]} if "script" in answer else {}
        return {
            "user": text,
            "intent": self._intent(),
            "language": answer["language"],
            **script,
            "text": "\n\n".join(message["text"] for message in answer["messages"]),
            "messages": answer["messages"],
        }

    def _intent(self) -> str | None:
        """Of the message that was answered last: the turn is saved before it is answered."""
        if self._database is None:
            return None
        with closing(sqlite3.connect(self._database)) as database:
            (data,) = database.execute(LATEST).fetchone()
        intent: str | None = json.loads(data)["parse_data"]["intent"]["name"]
        return intent
