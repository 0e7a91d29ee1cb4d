"""Which script, and which country's characters, a text is written in, as far as its letters tell."""

from __future__ import annotations

import re
from functools import lru_cache

import hanzidentifier

KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")
HAN = re.compile(r"[一-鿿]")
FIRST_LEVEL = range(0xB0, 0xD0)
"""Lead bytes in EUC-JP of JIS X 0208's first level: the kanji that Japanese texts of today are written in."""


def script_of(text: str) -> str | None:
    """`Hans` (simplified) or `Hant` (traditional), whichever more characters are in; None where neither."""
    scripts = [_script(character) for character in HAN.findall(text)]
    simplified, traditional = scripts.count("Hans"), scripts.count("Hant")
    if simplified == traditional:
        return None
    return "Hans" if simplified > traditional else "Hant"


def only_in(text: str) -> set[str]:
    """Of Japan and China (`ja`, `zh`), those whose own forms of Han characters stand in the text.

    Simplified and traditional characters together, in one text without one that only China has, are Japanese: 個人番号.
    """
    countries = {country for character in HAN.findall(text) if (country := _country(character))}
    return countries or ({"ja"} if {"Hans", "Hant"} <= _scripts(text) else set())


def _scripts(text: str) -> set[str | None]:
    return {_script(character) for character in HAN.findall(text)}


@lru_cache(maxsize=8192)
def _script(character: str) -> str | None:
    """None for a character that both scripts share."""
    return {hanzidentifier.SIMPLIFIED: "Hans", hanzidentifier.TRADITIONAL: "Hant"}.get(
        hanzidentifier.identify(character)
    )


@lru_cache(maxsize=8192)
def _country(character: str) -> str | None:
    """`ja` for 営 and 県, `zh` for 请 and 號, None for what both write; their character sets tell."""
    chinese = _in(character, "gb2312") or _in(character, "big5")
    if _is_first_level(character):
        return None if chinese else "ja"
    return "zh" if chinese else None


def _in(character: str, charset: str) -> bool:
    try:
        return bool(character.encode(charset))
    except UnicodeEncodeError:
        return False


def _is_first_level(character: str) -> bool:
    return _in(character, "euc_jp") and character.encode("euc_jp")[0] in FIRST_LEVEL
