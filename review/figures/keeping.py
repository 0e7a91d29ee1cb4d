"""Keeping the sums up with what is read on: a batch marks the days that it touches, a pause counts them again."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from review.conversations.models import Conversation, Message
from review.figures.sums import day_of, mark, refresh
from review.reading.loop import rested
from review.reading.taking import CHUNK, taken_over
from review.reading.withdrawing import withdrawn

EVERY = 10.0
"""Seconds between two countings: today's sums are counted again for as long as people write."""
PATIENCE = 3.0
"""Seconds of one counting, for which reading on waits."""


def connect() -> None:
    taken_over.connect(on_taken)
    withdrawn.connect(on_withdrawn)
    rested.connect(Counting().on_rested, weak=False)


def on_taken(messages: Iterable[Message], conversations: Iterable[Conversation], **_given: Any) -> None:
    days = {day_of(one.at) for one in messages} | {day_of(one.started) for one in conversations}
    mark(days)


def on_withdrawn(messages: list[int], **_given: Any) -> None:
    """Before they are deleted, while their days can still be found out."""
    days = set()
    for start in range(0, len(messages), CHUNK):
        some = Message.objects.filter(pk__in=messages[start : start + CHUNK])
        for at, started in some.values_list("at", "conversation__started"):
            days |= {day_of(at), day_of(started)}
    mark(days)


class Counting:
    """Counts now and then, while there is nothing to read."""

    def __init__(self) -> None:
        self._due = 0.0

    def on_rested(self, **_given: Any) -> None:
        if time.monotonic() >= self._due:
            refresh(PATIENCE)
            self._due = time.monotonic() + EVERY
