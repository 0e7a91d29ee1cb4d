"""What residents of every language write alike, so that it doesn't tell theirs: romaji, names, `ok`, `asdfgh`."""

from __future__ import annotations

import re
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NAME = re.compile(r"\bmy ?num?ber\b|\bmai ?nanba+\b|\bmai ?namba+\b|\bmy ?na ?portal\b")
"""The system, as residents of every language call it."""
INTERNATIONAL = frozenset(Path(__file__).with_name("international.txt").read_text("utf8").split())
MORA = (
    r"(?:(?:[kgsztdnhbpmrjf]y?|sh|ch|ts|w|y)?(?:[aiueo]|aa|uu|oo|ou)h?"
    r"|n(?![aiueoy])|m(?=[bp])|([kstp])(?=\1)|t(?=ch))"
)
SPELT = re.compile(rf"{MORA}+")
"""A word that could be Japanese by its syllables (Hepburn's spelling, and what residents make of it)."""
ROMAJI = frozenset(Path(__file__).with_name("romaji.txt").read_text("utf8").split())
"""Words by which Japanese in Latin letters is known."""
ONE_WORD_IN = 3
"""Of this many words that could be Japanese, one at least is known to be."""
MASHED = re.compile(r"(.)\1*|(.{1,3})\2{2,}.?|[^aeiouyàáâãéêíóôõúü]{4,}|asdf\w*|qwer\w*|zxcv\w*")
"""A key held down, a syllable over and over, or no vowel."""


def tells_nothing(folded: str) -> bool:
    """Does a text in lower case leave open which language it is of?"""
    words = WORD.findall(NAME.sub(" ", folded))
    if not all(word.isascii() for word in words):
        return False
    return all(_is_international(word) for word in words) or _is_romaji(words)


def _is_international(word: str) -> bool:
    return word in INTERNATIONAL or bool(MASHED.fullmatch(word))


def _is_romaji(words: list[str]) -> bool:
    spelt = [word for word in words if word not in INTERNATIONAL]
    known = sum(word in ROMAJI for word in spelt)
    return all(SPELT.fullmatch(word) for word in spelt) and known * ONE_WORD_IN >= len(spelt)
