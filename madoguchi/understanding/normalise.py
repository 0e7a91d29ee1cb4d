"""One form for what people write in many: width, case, accents, punctuation, kana and Chinese scripts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex
from opencc import OpenCC

PLACEHOLDER = regex.compile(r"⟦\w+⟧")
PUNCTUATION = regex.compile(r"[!?。、,.…¿¡]+")
REPEATED = regex.compile(r"(.)\1{2,}")
ACCENT = regex.compile(r"(?<=\p{Latin})\p{M}+")
KATAKANA = dict(zip(range(ord("ァ"), ord("ヶ") + 1), range(ord("ぁ"), ord("ゖ") + 1), strict=True))


def normalise(text: str) -> str:
    """The text as the classifier compares it; masked numbers leave no trace.

    Accents go because texting residents leave them out, and katakana becomes hiragana for those who write the
    one for the other; traditional characters become simplified, so that what is learnt in one serves in both.
    """
    folded = unicodedata.normalize("NFKC", PLACEHOLDER.sub(" ", text)).casefold()
    bare = unicodedata.normalize("NFC", ACCENT.sub("", unicodedata.normalize("NFD", folded)))
    squeezed = REPEATED.sub(r"\1\1", PUNCTUATION.sub(" ", bare.translate(KATAKANA)))
    return simplified(squeezed).strip()


def simplified(text: str) -> str:
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
