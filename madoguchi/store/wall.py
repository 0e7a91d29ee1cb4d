"""The second wall: nothing is written that the privacy gate would mask."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

from madoguchi.privacy import Gate

logger = logging.getLogger(__name__)

IDS = frozenset({"feedback_id", "message_id", "model_id", "assistant_id", "timestamp", "text_tokens", "intent_ranking"})
"""Made by programs: their digits are nobody's number. The last two are places in the text, and intents that we named:
each message has so many of them that they cost more than all the rest."""

PLACES = frozenset({"start", "end"})
"""Where in a text an entity stands: of a long message, as many digits as a piece of a number has."""
LAST_PLACE = 9999
_HARMLESS = re.compile("[A-Za-z_]*|[0-9]{1,3}").fullmatch
"""Most keys and many values are names, most numbers are places in a text: no recogniser finds anything there, but the
gate would take its time."""
SAID_BY_US = "bot"
"""The type of events with the bot's own words, which are the same again and again."""
REMEMBERED = 5000
"""Of the bot's own words, those that are known to be harmless."""


class Breach(Exception):
    """Something to be masked came through the gate: a fault of ours. Holds the recognisers' names, no text."""


class Wall:
    """Refuses what the gate would mask."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._known: set[str] = set()

    def refuse(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Raises Breach, after an alarm in the log, if anything in the events is to be masked."""
        ours, others = set[str](), set[str]()
        for event in events:
            gather(event, ours if event.get("event") == SAID_BY_US else others)
        found = self._found(others) | self._found(ours - self._known)
        if found:
            logger.critical("privacy: kept out of the store: %s", ", ".join(sorted(found)))
            raise Breach(", ".join(sorted(found)))
        if len(self._known) < REMEMBERED:
            self._known |= ours

    def _found(self, texts: Iterable[str]) -> set[str]:
        """The recognisers that find something."""
        written = (text for text in texts if not (_HARMLESS(text) or _is_moment(text)))
        return {name for text in written for name in self._gate.mask(text).found}


def gather(part: Any, texts: set[str]) -> None:
    """Adds everything written in a structure, its keys and whole numbers included."""
    kind = type(part)
    if kind is str:
        texts.add(part)
    elif kind is dict:
        for key, inner in part.items():
            if key not in IDS and not (key in PLACES and _is_place(inner)):
                texts.add(str(key))
                gather(inner, texts)
    elif kind is float or kind is int:
        if part == part // 1:
            texts.add(str(int(part)))
    elif kind is list:
        for inner in part:
            gather(inner, texts)
    elif kind is not bool and part is not None:
        gather(_plain(part), texts)


def _plain(part: Any) -> Any:
    """What is none of JSON's own types, as one of them; its words if it is nothing of the kind."""
    if isinstance(part, Mapping):
        return dict(part)
    return list(part) if isinstance(part, list | tuple | set | frozenset) else str(part)


def _is_place(part: Any) -> bool:
    return type(part) is int and 0 <= part <= LAST_PLACE


def _is_moment(text: str) -> bool:
    """Whether it is nothing but a date and a time as programs write them: 2027-01-04T09:30:00+09:00."""
    try:
        return len(text) == len("2027-01-04T09:30:00+09:00") and dt.datetime.fromisoformat(text).year >= 2000
    except ValueError:
        return False
