"""How a text is cut for the index, so that a part of a word is found in languages without spaces. Knows no database.

Words of scripts with spaces are kept whole, without accents. Runs of kana, hanzi and hangul are cut into overlapping
pairs, and their last character stands alone once more: so a query of two characters, the length of most Japanese
words, is one entry, a longer one is a phrase, and a single character begins a pair wherever it stands.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

_DENSE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々〆"
"""Scripts in which a word has no end that could be seen, or in which what is joined to it changes."""
_RUNS = regex.compile(rf"(?V1)(?P<dense>[{_DENSE}]+)|(?P<word>[[\p{{L}}\p{{N}}\p{{M}}]--[{_DENSE}]]+)")
LONGEST_WORD = 60
"""Characters; what is longer is no word."""


@dataclass(frozen=True)
class Phrase:
    """Entries that stand one after another; the last may be only the beginning of one."""

    entries: tuple[str, ...]
    is_prefix: bool


def fold(text: str) -> str:
    """Widths, case and accents as if they made no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", plain)
    # Kana keep their voicing marks: は and ば are different letters.
    without = regex.sub(r"(?<=[\p{Latin}])\p{M}+", "", decomposed)
    return unicodedata.normalize("NFC", without)


def indexed(text: str) -> str:
    """The text's entries, separated by spaces."""
    return " ".join(entry for run in _RUNS.finditer(fold(text)) for entry in _entries(run))


def phrases(query: str) -> list[Phrase]:
    """What a query asks for: all of these, in any order. Empty where nothing in it can be searched for."""
    return [_phrase(run) for run in _RUNS.finditer(fold(query))]


def matches(wanted: list[Phrase], text: str) -> bool:
    """Whether the index would find this text by these phrases."""
    entries = f" {indexed(text)} "
    return all(" " + " ".join(one.entries) + ("" if one.is_prefix else " ") in entries for one in wanted)


def _entries(run: regex.Match[str]) -> list[str]:
    dense = run["dense"]
    if not dense:
        return [run["word"][:LONGEST_WORD]]
    return [*_pairs(dense), dense[-1]]


def _phrase(run: regex.Match[str]) -> Phrase:
    dense = run["dense"]
    if not dense:
        return Phrase((run["word"][:LONGEST_WORD],), is_prefix=True)
    return Phrase(tuple(_pairs(dense)) or (dense,), is_prefix=len(dense) == 1)


def _pairs(run: str) -> list[str]:
    return [run[index : index + 2] for index in range(len(run) - 1)]
