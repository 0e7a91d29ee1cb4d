"""The second wall: nothing is written that the privacy gate would mask."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from madoguchi.privacy import Gate

logger = logging.getLogger(__name__)

IDS = frozenset({"feedback_id", "message_id", "model_id", "assistant_id", "timestamp"})
"""Made by programs: their digits are nobody's number."""

_NAME = re.compile("[A-Za-z_]*").fullmatch
"""Most keys and many values are names: no recogniser finds anything there, but the gate would take its time."""

alarms: list[Callable[[Counter[str]], None]] = []
"""Called with what was found, counted by recogniser, whenever something comes as far as the wall."""


class Breach(Exception):
    """Something to be masked came through the gate: a fault of ours. Holds the recognisers' names, no text."""


class Wall:
    """Refuses what the gate would mask."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def refuse(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Raises Breach, after an alarm, if anything in the events is to be masked."""
        written = (text for event in events for text in texts(event) if not (_NAME(text) or _is_moment(text)))
        found = sum((self._gate.mask(text).found for text in written), Counter[str]())
        if found:
            logger.critical("privacy: kept out of the store: %s", ", ".join(sorted(found)))
            for alarm in alarms:
                alarm(found)
            raise Breach(", ".join(sorted(found)))


def texts(part: Any) -> Iterator[str]:
    """Everything written in a structure, its keys and whole numbers included."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for key, inner in part.items():
            if key not in IDS:
                yield str(key)
                yield from texts(inner)
    elif isinstance(part, list | tuple | set | frozenset):
        for inner in part:
            yield from texts(inner)
    elif isinstance(part, int | float) and not isinstance(part, bool) and part == part // 1:
        yield str(int(part))


def _is_moment(text: str) -> bool:
    """Whether it is nothing but a date and a time as programs write them: 2027-01-04T09:30:00+09:00."""
    try:
        return len(text) == len("2027-01-04T09:30:00+09:00") and dt.datetime.fromisoformat(text).year >= 2000
    except ValueError:
        return False
