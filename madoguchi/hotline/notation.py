"""Notations such as `{month}月{day}日`, made ready to be matched with the words of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from madoguchi.hotline.numerals import HAN_NUMERAL, HAN_NUMERALS, number
from madoguchi.hotline.template import Part, TemplateError, parse

Words = Mapping[str, str]
"""Folded words, each with its meaning: `nov` is `11`, `bunka no hi` is `culture_day`."""

# What stands for numbers, in digits or in Chinese characters; a language may add words to each.
NUMBERS: Mapping[str, str] = {
    "year": r"(?:19|20)\d\d(?!\d)|[一二][〇零九][〇零一二三四五六七八九]{2}",
    "short_year": r"\d\d(?!\d)",
    "era_year": rf"\d{{1,2}}(?!\d)|元|{HAN_NUMERAL}",
    "month": rf"(?:1[0-2]|0?[1-9])(?!\d)|{HAN_NUMERAL}",
    "day": rf"(?:[12]\d|3[01]|0?[1-9])(?!\d)|{HAN_NUMERAL}",
    "hour": rf"(?:1\d|2[0-3]|0?\d)(?!\d)|{HAN_NUMERAL}",
    "minute": rf"[0-5]?\d(?!\d)|{HAN_NUMERAL}",
    "number": rf"\d{{1,4}}(?!\d)|{HAN_NUMERAL}",
}

# What stands for words only.
WORDS = frozenset(
    {"weekday", "era", "this_year", "next_year", "named_day", "relative", "day_class", "minutes_to"}
    | {"part", "noon", "midnight", "half"}
)

_NUMBER_INITIALS = frozenset("0123456789元") | HAN_NUMERALS

# Letters and digits of Latin script keep their distance; a kana or a hanzi may stand next to anything.
_END = r"(?:(?![a-z0-9])|(?<![a-z0-9]))"


@dataclass(frozen=True)
class Reading:
    """Something that a message says: what kind of thing, its parts by name, and where it stands."""

    kind: str
    values: Words
    start: int
    end: int


class Notation:
    """One shape of one kind of thing, e.g. a date as `{day} de {month}` with the Spanish months."""

    def __init__(self, kind: str, template: str, words: Mapping[str, Words], parts: Mapping[str, Part]) -> None:
        part = parse(template, parts)
        self.initials = part.initials
        self.kind = kind
        self._words = words
        self._expression = _compiled(part.expression + _END)

    def reading(self, folded: str, start: int) -> Reading | None:
        """What this notation reads at one place of a folded text."""
        match = self._expression.match(folded, start)
        if match is None:
            return None
        groups = match.groupdict().items()
        values = {name: _value(text, self._words.get(name, {})) for name, text in groups if text}
        return Reading(self.kind, values, start, start + len(match.group().rstrip()))


def parts_of(words: Mapping[str, Words]) -> dict[str, Part]:
    """What each name in braces stands for in a language with these words."""
    return {name: _part(name, words.get(name, {})) for name in [*NUMBERS, *WORDS]}


def faults(template: str) -> list[str]:
    """What is wrong with a notation as written by hand; an empty list if nothing is."""
    try:
        parse(template, {name: Part("", frozenset()) for name in [*NUMBERS, *WORDS]})
    except TemplateError as error:
        return [f"{template!r}: {error}"]
    return []


def any_of(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first, sorted into drawers by their first letter."""
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    drawers = (_drawer(first, list(rest)) for first, rest in groupby(ordered, key=lambda word: word[0]))
    return "|".join(drawers) or "(?!)"


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    # Most notations of a language are the same in the vocabularies of all others.
    return re.compile(expression)


def _drawer(first: str, words: Sequence[str]) -> str:
    return f"{re.escape(first)}(?:{'|'.join(_spaced(word[1:]) for word in words)})"


def _spaced(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s{1,3}")


def _part(name: str, words: Words) -> Part:
    initials = frozenset(map(_beginning, words))
    if name not in NUMBERS:
        return Part(any_of(words), initials)
    return Part(f"{any_of(words)}|{NUMBERS[name]}", initials | _NUMBER_INITIALS)


def _beginning(word: str) -> str:
    """The letters that a word surely begins with; behind the first, any kind of space may stand for one."""
    return word[0] if word[1:2].isspace() else word[:2]


def _value(found: str, words: Words) -> str:
    """The meaning of a word, or the digits of a number as written, because a clock's `07` is not its `7`."""
    meaning = words.get(re.sub(r"\s+", " ", found))
    if meaning is not None:
        return meaning
    return found if found.isdecimal() or found == "元" else str(number(found))
