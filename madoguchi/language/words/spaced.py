"""Words of languages that put spaces between them."""

from __future__ import annotations

import regex

from madoguchi.language.words.word import Word

WORD = regex.compile(r"\w+(?:['’]\w+)*")


def words(text: str) -> list[Word]:
    return [Word(found.group(), found.start(), found.group().casefold()) for found in WORD.finditer(text)]
