"""All languages' words and notations made ready for the messages of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from madoguchi.content.schema import ContentError
from madoguchi.hotline.folding import fold
from madoguchi.hotline.notation import Notation, Reading, Words, parts_of
from madoguchi.hotline.vocabulary import CalendarWords, load_calendar_words

# A word alone is a notation too; these need no line in any vocabulary.
_BARE: Mapping[str, tuple[str, ...]] = {
    "coming": ("{weekday}",),
    "named": ("{named_day}",),
    "relative": ("{relative}",),
    "day_class": ("{day_class}",),
    "clock": ("{noon}", "{midnight}"),
    "half": ("{half}",),
}

_Name = TypeVar("_Name", bound=str)

# Telephone and other long numbers, page ids, percentages, and round the clock: never a day or a time.
_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{5,}|\+\d{1,3}[-\d ]{6,16}|0\d{1,4}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{2,4}"
    r"|\d{3,4}(?:[- ]\d{3,4}){2,3}|24/7|\d{1,4}(?:[.,]\d{1,3})?\s?%)(?!\d)"
)

# Where something may begin: not inside a Latin word or a number.
_BEGINNING = re.compile(r"(?<![a-z0-9])[a-z0-9]|[^a-z0-9\s]")

# A bound on the work that one message can cause: as many words, or as many characters of Japanese.
_MOST_PLACES = 600


class Vocabulary:
    """What is understood in messages of one language: its own words first, then those of all others."""

    def __init__(self, notations: Iterable[Notation], halves: Iterable[Notation]) -> None:
        self._notations = _by_initial(notation for notation in notations if notation.kind != "half")
        self._halves = _by_initial(halves)

    def readings(self, text: str) -> list[Reading]:
        """What a message says about days and times, from left to right, the longest at each place."""
        return [reading for reading in _scan(fold(text), self._notations) if reading.kind != "never"]

    def half_of_day(self, text: str) -> str | None:
        """`am` or `pm`, if any word of the message tells: tonight, in the morning."""
        readings = _scan(fold(text), self._halves)
        return next((reading.values["half"] for reading in readings if reading.kind == "half"), None)


@lru_cache(maxsize=4)
def vocabularies(folder: Path) -> dict[str, Vocabulary]:
    """What `load_vocabularies` reads, which takes a second, once in a process: for what does not watch the files."""
    return load_vocabularies(folder)


def load_vocabularies(folder: Path) -> dict[str, Vocabulary]:
    """The vocabulary of each language, from `content/calendar/`; all faults of all files in one error."""
    words = load_calendar_words(folder)
    if "ja" not in words:
        raise ContentError([f"{folder}: ja.yml is missing, and Japanese is understood in every message"])
    abroad = {language: _notations(given, own=False) for language, given in words.items()}
    # "Good evening" tells nothing about the hour that is asked for, so greetings must be seen here too.
    halves = [shape for shapes in abroad.values() for shape in shapes if shape.kind in ("half", "never")]
    return {language: Vocabulary(_in_order(language, words, abroad), halves) for language in words}


def _in_order(
    language: str, words: Mapping[str, CalendarWords], abroad: Mapping[str, list[Notation]]
) -> Iterator[Notation]:
    """The language's own notations, then the Japanese, which people quote in all others, then the rest."""
    yield from _notations(words[language], own=True)
    for other in dict.fromkeys(["ja", *words]):
        if other != language:
            yield from abroad[other]


def _notations(words: CalendarWords, own: bool) -> list[Notation]:
    tables = _tables(words, own)
    parts = parts_of(tables)
    lists = [words.only_here.notations, words.notations] if own else [words.notations]
    given = [(kind, shape) for shapes in lists for kind, shapes_of in shapes for shape in shapes_of]
    bare = [(kind, shape) for kind, shapes_of in _BARE.items() for shape in shapes_of]
    return [Notation(kind, shape, tables, parts) for kind, shape in [*given, *bare]]


def _by_initial(notations: Iterable[Notation]) -> Mapping[str, list[Notation]]:
    """The notations that may begin with a letter, or with two where these tell more; each list in the order given."""
    by_initial: dict[str, list[Notation]] = {}
    given = list(notations)
    for initial in frozenset[str]().union(*(notation.initials for notation in given)):
        by_initial[initial] = [one for one in given if not one.initials.isdisjoint({initial, initial[0]})]
    return by_initial


def _scan(folded: str, notations: Mapping[str, list[Notation]]) -> Iterator[Reading]:
    """The longest reading at each place that no earlier reading covers; numbers in the way are skipped."""
    long_numbers = {match.start(): match.end() for match in _NUMBERS.finditer(folded)}
    end = 0
    for start in (match.start() for match in islice(_BEGINNING.finditer(folded), _MOST_PLACES)):
        if start < end:
            continue
        end = max(end, long_numbers.get(start, 0))
        fitting = notations.get(folded[start : start + 2]) or notations.get(folded[start]) or []
        found = [notation.reading(folded, start) for notation in fitting]
        longest = max((reading for reading in found if reading), key=lambda reading: reading.end, default=None)
        if longest and longest.end > end:
            end = longest.end
            yield longest


def _tables(words: CalendarWords, own: bool) -> dict[str, Words]:
    """The words of one language by the placeholder that they can stand for."""
    clock = words.clock
    return {
        "weekday": {**_numbered(words.weekdays), **(_numbered(words.only_here.weekdays) if own else {})},
        "month": _numbered(words.months, first=1),
        "day": _valued(words.days_of_month),
        "era": _valued(words.eras),
        "this_year": _meaning("0", words.this_year),
        "next_year": _meaning("1", words.next_year),
        "relative": _named(words.relative),
        "day_class": _named(words.classes),
        "named_day": _named(words.named_days),
        "part": {**_meaning("am", clock.am), **_meaning("pm", clock.pm), **_meaning("night", clock.night)},
        "noon": _meaning("noon", clock.noon),
        "midnight": _meaning("midnight", clock.midnight),
        "half": {**_meaning("am", clock.am_hints), **_meaning("pm", clock.pm_hints)},
        "hour": _valued(clock.hours),
        "minute": _valued(clock.minutes),
        "minutes_to": _valued(clock.minutes_to),
    }


def _meaning(meaning: str, words: Iterable[str]) -> dict[str, str]:
    return {fold(word): meaning for word in words}


def _named(words: Mapping[_Name, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, given in words.items() for word in given}


def _numbered(words: Iterable[Iterable[str]], first: int = 0) -> dict[str, str]:
    return {fold(word): str(value) for value, given in enumerate(words, first) for word in given}


def _valued(words: Mapping[str, int]) -> dict[str, str]:
    return {fold(word): str(value) for word, value in words.items()}
