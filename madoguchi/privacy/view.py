"""The view that the recognisers read: as long as the message, so that offsets are true in both.

Digits of every script, width and enclosure become ASCII by value, whatever serves as a dash becomes `-`,
white space other than a line's end becomes a space. Nobody but the recognisers sees the view.
"""

import re
import unicodedata
from collections.abc import Iterable

Span = tuple[int, int]

KEPT = "\0"
"""Stands in the view for what is settled already: a fact, a date, something masked."""

# Signs that serve as a dash without being one in Unicode: minus, tilde, underscore, the long vowel mark of
# kana, Hangul EU; and letters that serve as a dot (Hangul ARAEA) or are blank (Hangul and Khmer fillers).
_STAND_INS = {
    **dict.fromkeys("−~〜_ー＿￣ᅳㅡ", "-"),
    **dict.fromkeys("ᆞㆍ", "."),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u17b4\u17b5", " "),
}
_LAST_MEMORISED = 0x1FFFF  # Keeps a hostile sender from growing the table by all of Unicode.


def folded(character: str) -> str:
    """The one character that this one is read as."""
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    compatible = unicodedata.normalize("NFKC", character)
    if compatible.isdecimal():  # ⑫ has room for one digit in the view; enough to be seen
        return compatible[-1]
    single = compatible if len(compatible) == 1 else character
    return _STAND_INS.get(single) or _plain(single)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    if character.isspace() and character != "\n":
        return " "
    return " " if character == KEPT else character


class _Folding(dict[int, int]):
    def __missing__(self, code: int) -> int:
        result = ord(folded(chr(code)))
        if code <= _LAST_MEMORISED:
            self[code] = result
        return result


_FOLDING = _Folding()


# 12O4, as some type it, alone or in a chain of groups. The classes share no character, so nothing backtracks.
_DIGIT = re.compile("[0-9]")
_BETWEEN = re.compile(r"[^\w\0]+")
_WITH_LOOK_ALIKES = re.compile(r"(?<![A-Za-z])[OoIl]*[0-9][0-9OoIl]*(?:[^\w\0]{1,10}[0-9OoIl]+)*(?![A-Za-z])")
_LOOK_ALIKE_LETTERS = frozenset("OoIl")
_LOOK_ALIKES = str.maketrans("OoIl", "0011")
_LONGEST_ORDINAL = 3
"""Characters; 10o is Portuguese for the tenth."""
_ENOUGH_OF_A_CHAIN = 6
"""Digits beside which a lone o is no word; in Spanish it is one, as in 3 o 4."""


def view(text: str) -> str:
    """The text as the recognisers read it, character for character."""
    seen = text.translate(_FOLDING)
    return _WITH_LOOK_ALIKES.sub(_in_digits, seen) if _DIGIT.search(seen) else seen


def _in_digits(chain: re.Match[str]) -> str:
    written = chain[0]
    if _LOOK_ALIKE_LETTERS.isdisjoint(written):
        return written
    groups = _BETWEEN.split(written)
    is_number = len(_DIGIT.findall(written)) >= _ENOUGH_OF_A_CHAIN
    is_group = len(groups) == 1 and len(written) > _LONGEST_ORDINAL
    if not is_number and not is_group:
        return written
    end = len(written) - (0 if _DIGIT.search(groups[-1]) else len(groups[-1]))  # 1234 5678 9018 o no
    return written[:end].translate(_LOOK_ALIKES) + written[end:]


def settle(seen: str, spans: Iterable[Span]) -> str:
    """The view with the spans taken out of it, so that whoever comes next can't claim them."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [seen[at:start], KEPT * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, seen[at:]]) if pieces else seen


_NUMERALS = (
    "〇零○◯공영령",
    "一壱壹弌幺일",
    "二弐貳贰弍이",
    "三参叁參弎삼",
    "四肆사",
    "五伍오",
    "六陸陆육륙",
    "七柒漆칠",
    "八捌팔",
    "九玖구",
)
_VALUES = {numeral: str(value) for value, numerals in enumerate(_NUMERALS) for numeral in numerals}
NUMERAL = "[" + "".join(_NUMERALS) + "]"
HANZI_NUMERAL = "[" + re.sub("[가-힣]", "", "".join(_NUMERALS)) + "]"
HANGUL_NUMERAL = "[" + re.sub("[^가-힣]", "", "".join(_NUMERALS)) + "]"


_NUMERAL = re.compile(NUMERAL)


def numerals_as_digits(seen: str) -> str:
    """The view with kanji, hanzi (everyday and formal) and Sino-Korean numerals as digits."""
    return _NUMERAL.sub(_value, seen)


def _value(numeral: re.Match[str]) -> str:
    return _VALUES[numeral[0]]
