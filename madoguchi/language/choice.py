"""Which language a resident asks to be answered in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from babel import Locale

TRADITIONAL = re.compile(r"繁|traditional|번체|tradicional", re.IGNORECASE)
SIMPLIFIED = re.compile(r"简体|簡体|簡體|simplified|간체|simplificado", re.IGNORECASE)
REFUSAL = re.compile(
    r"\b(?:no|not|n't|don't|cannot|can't|without|instead of|sin|não|nao|sem)\b|en (?:vez|lugar) de|em vez d"
    r"|不|没|沒|ない|ません|苦手|안 |못|몰라|모르",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,.;!?、。，！？；\n]|\bbut\b|\bpero\b|\bmas\b|ので|から(?=[^に])|하니까|지만|所以")


class LanguageChoice:
    """Finds languages by their names in every language of the bot, which Babel knows, and those added."""

    def __init__(self, languages: Sequence[str], also: Mapping[str, Sequence[str]]) -> None:
        self._languages = languages
        self._also = also

    def chosen(self, text: str, written_in: str) -> str | None:
        """The language asked for: the last one named that is not refused ("I don't speak Japanese").

        Where every one named is refused, that of the message itself; None where none of ours is named.
        """
        folded = text.casefold()
        if next(self._named(folded), None) is None:
            return None
        wanted = [
            name
            for clause in CLAUSE.split(folded)
            if not REFUSAL.search(clause)
            for name in self._named(clause)
        ]
        return wanted[-1] if wanted else written_in

    def script(self, text: str) -> str | None:
        """Hans or Hant, where the text names one."""
        return "Hant" if TRADITIONAL.search(text) else "Hans" if SIMPLIFIED.search(text) else None

    def _named(self, text: str) -> Iterator[str]:
        for found in self._pattern.finditer(text):
            yield self._names[found.group().strip()]

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {name.casefold(): code for code, given in self._also.items() for name in given}
        for written_in in (*self._languages, "zh_Hant"):
            known = Locale.parse(written_in).languages
            names |= {known[code].casefold(): code for code in self._languages}
        return names

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(_bounded(name) for name in sorted(self._names, key=len, reverse=True)))


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    return rf"(?<![^\W\d_]){escaped}(?![^\W\d_])" if name.isascii() else escaped
