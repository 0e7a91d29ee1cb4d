"""One spelling for many: width, case and Latin accents, character by character, so that offsets stay true."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LOOKALIKES = str.maketrans("‘’ʼ‐‑–—−〜", "'''-----~")


def fold(text: str) -> str:
    """The text in plain width, lower case and without Latin accents; never longer or shorter than before."""
    return "".join(map(_fold_character, text)).translate(_LOOKALIKES)


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    if len(folded) != 1:
        return character
    base = unicodedata.normalize("NFD", folded)[0]
    # Only Latin loses its marks: が is not か, and a Hangul syllable would fall into its letters.
    return base if base.isascii() else folded
