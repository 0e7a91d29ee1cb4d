"""The residents' transcripts against the database: what was promised, how often it was tried, how often broken."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from madoguchi.store.database import Settings, connect
from madoguchi.store.tables import EVENTS
from tests.robustness.residents import Transcript


@dataclass(frozen=True)
class Kept:
    """One turn as the database has it."""

    message: str
    conversation: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """What was promised, how often it was tried, and where it was broken."""

    words: str
    tries: int
    broken: list[str]

    @property
    def failures(self) -> int:
        return len(self.broken)


def kept(settings: Settings) -> list[Kept]:
    """All turns, in the order in which they were written."""
    engine = connect(settings)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(EVENTS.c.sender_id, EVENTS.c.data).order_by(EVENTS.c.id)).all()
    engine.dispose()
    open_turns: dict[str, tuple[str, list[str]]] = {}
    turns: list[tuple[str, str, list[str]]] = []
    for row in rows:
        event = json.loads(row.data)
        if event["event"] == "user":
            open_turns[row.sender_id] = (event["message_id"], [])
            turns.append((event["message_id"], row.sender_id, open_turns[row.sender_id][1]))
        elif event["event"] == "bot":
            open_turns[row.sender_id][1].append(event["text"])
    return [Kept(message, conversation, tuple(answers)) for message, conversation, answers in turns]


def promises(transcripts: Iterable[Transcript], turns: list[Kept]) -> Iterator[Promise]:
    transcripts = list(transcripts)
    answers = {message: tuple(texts) for one in transcripts for message, texts in one.answers.items()}
    times = Counter(turn.message for turn in turns)
    by_message = {turn.message: turn for turn in turns}
    sent = {message for one in transcripts for message in one.sent}
    yield Promise("an answered message is kept", len(answers), [one for one in answers if not times[one]])
    yield Promise("no message makes two turns", len(sent), [one for one, count in times.items() if count > 1])
    yield Promise("nothing is kept that nobody sent", len(turns), [one for one in times if one not in sent])
    kept_otherwise = [one for one, said in answers.items() if one in by_message and by_message[one].answers != said]
    yield Promise("what is kept is what was answered", len(answers), kept_otherwise)
    is_disordered = _Disorder(turns)
    disorder = [next(iter(one.answers)) for one in transcripts if is_disordered(one)]
    yield Promise("turns are in the order of their answers", len(transcripts), disorder)
    twice = sum(one.twice for one in transcripts)
    yield Promise("the same id gets the same answer", twice, [unlike for one in transcripts for unlike in one.unlike])
    given_up = [late for one in transcripts for late in one.given_up]
    yield Promise("every message is answered in the end", len(sent), given_up)
    yield Promise("no answer but `later`", len(sent), [said for one in transcripts for said in one.refused])


class _Disorder:
    """Whether a conversation was kept in another order than that in which it was answered."""

    def __init__(self, turns: list[Kept]) -> None:
        self._place = {turn.message: place for place, turn in enumerate(turns)}

    def __call__(self, transcript: Transcript) -> bool:
        places = [self._place[message] for message in transcript.answers if message in self._place]
        return places != sorted(places)
