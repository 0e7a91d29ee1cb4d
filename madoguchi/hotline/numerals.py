"""Numbers up to 99 as messages write them: in digits, or in Chinese characters."""

from __future__ import annotations

from collections.abc import Mapping

HAN_NUMERALS = frozenset("〇零一二三四五六七八九十廿两兩")
HAN_NUMERAL = f"[{''.join(sorted(HAN_NUMERALS))}]{{1,4}}"

_HAN_DIGITS: Mapping[str, int] = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "兩": 2,
}


def number(written: str) -> int:
    """The value of digits or of Chinese numerals: `23`, `二十三`, `廿三`, `二三`."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("廿", "二十").partition("十")
    if not ten:
        return _in_a_row(tens)
    return 10 * (_in_a_row(tens) if tens else 1) + _in_a_row(ones)


def _in_a_row(digits: str) -> int:
    value = 0
    for digit in digits:
        value = 10 * value + _HAN_DIGITS.get(digit, 0)
    return value
