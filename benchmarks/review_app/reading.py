"""How fast the bot's events are taken over: from the bot's database into the review app's, as while both run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.review_app.clock import Moment
from benchmarks.review_app.made_up import MESSAGES, conversations
from madoguchi.store.database import Settings, connect
from madoguchi.store.tables import EVENTS, create
from review.reading.loop import catch_up
from review.reading.source import Source

TOGETHER = 10_000


@dataclass(frozen=True)
class Reading:
    """How many events were taken over, how many messages those have, and in what time."""

    events: int
    messages: int
    took: Moment

    def __str__(self) -> str:
        wall, processor = self.took.wall / 1000, self.took.processor / 1000
        return (
            f"{self.events} events with {self.messages} messages: {self.events / wall:.0f} events and "
            f"{self.messages / wall:.0f} messages a second; on the processor {self.events / processor:.0f} and "
            f"{self.messages / processor:.0f}"
        )


def read(bot: Settings, count: int) -> Reading:
    """Takes over so many conversations."""
    _write(bot, count)
    source = Source(bot)
    connection.ensure_connection()
    start = Moment.now()
    events = catch_up(source)
    took = Moment.now().since(start)
    source.close()
    return Reading(events, count * MESSAGES, took)


def _write(bot: Settings, count: int) -> None:
    engine = connect(bot)
    create(engine)
    rows: list[dict[str, Any]] = []
    for row in _rows(count):
        rows.append(row)
        if len(rows) == TOGETHER:
            _insert(engine, rows)
            rows = []
    _insert(engine, rows)
    engine.dispose()


def _rows(count: int) -> Iterator[dict[str, Any]]:
    for number, events in enumerate(conversations(count)):
        for event in events:
            written = {"type_name": event["event"], "action_name": event.get("name"), "data": json.dumps(event)}
            yield {"sender_id": f"made-up-{number}", "timestamp": event["timestamp"]} | written


def _insert(engine: Any, rows: list[dict[str, Any]]) -> None:
    with engine.begin() as writing:
        writing.execute(EVENTS.insert(), rows)
