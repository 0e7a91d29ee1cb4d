"""Which language a resident asks to be answered in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from babel import Locale

TRADITIONAL = re.compile(r"繁|traditional|번체|tradicional", re.IGNORECASE)
SIMPLIFIED = re.compile(r"简体|簡体|簡體|simplified|간체|simplificado", re.IGNORECASE)
REFUSAL = re.compile(
    r"\b(?:no|not|n't|don't|cannot|can't|without|instead of|rather than|sin|não|nao|sem)\b"
    r"|e[nm] (?:vez|lugar) d|(?:^|(.))[不没沒](?!\1).|ない|なく|ません|苦手|無理|以外|안 |못|몰라|모르|말고"
)
"""Not 能不能 ("can you"), where the same character stands on both sides."""
REQUEST = re.compile(
    r"[?吗嗎]\s*$|(?:ません|ない(?:です)?)か\s*$|[까나]요\s*$|しか|だけ|만 |밖에|只|\b(?:solo|só|only)\b"
)
"""What makes a refusal none: 英語にできませんか, ¿no puede ser en español?, 日本語しか読めない."""
CLAUSE = re.compile(
    r"[,.;!、。\n]|(?<=\?)|\b(?:but|pero|mas|so|please|por favor)\b|ので|から(?=[^に])|니까|지만|所以|请|請"
    r"|(?=\b(?:not|no|não|instead of|rather than|en vez de|en lugar de|em vez d|em lugar d))"
    r"|(?<=ください)|(?<=なく)|(?<=以外)|(?<=[라해]서)|(?<=말고)|(?=[不只][会會懂能][说說]?.[语語文])"
)
"""Where what is refused may end and what is wanted may begin."""


class LanguageChoice:
    """Finds languages by their names in every language of the bot, which Babel knows, and those added."""

    def __init__(self, languages: Sequence[str], also: Mapping[str, Sequence[str]]) -> None:
        self._languages = languages
        self._also = also

    def chosen(self, text: str, written_in: str) -> str | None:
        """The language asked for: the last one named that is not refused ("I don't speak Japanese").

        Where every one named is refused, that of the message itself; None where none of ours is named.
        """
        folded = _fold(text)
        if next(self._named(folded), None) is None:
            return None
        wanted = [name for clause in CLAUSE.split(folded) if not _is_refused(clause) for name in self._named(clause)]
        return wanted[-1] if wanted else written_in

    def script(self, text: str) -> str | None:
        """Hans or Hant, where the text names one."""
        return "Hant" if TRADITIONAL.search(text) else "Hans" if SIMPLIFIED.search(text) else None

    def _named(self, text: str) -> Iterator[str]:
        for found in self._pattern.finditer(text):
            yield self._names[found.group()]

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {_fold(name): code for code, given in self._also.items() for name in given}
        for written_in in (*self._languages, "zh_Hant"):
            known = Locale.parse(written_in).languages
            names |= {_fold(known[code]): code for code in self._languages}
        return names

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(_bounded(name) for name in sorted(self._names, key=len, reverse=True)))


def _is_refused(clause: str) -> bool:
    return bool(REFUSAL.search(clause)) and not REQUEST.search(clause)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    return rf"(?<![^\W\d_]){escaped}(?![^\W\d_])" if name.isascii() else escaped
