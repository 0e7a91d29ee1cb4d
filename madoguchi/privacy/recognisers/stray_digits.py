"""Four or more digits that the bot has no use for: a piece of a number, an amount, a corporate number.

Why four: three messages of four make a My Number, and so do three groups with words between them. Where
groups of fewer digits add up over the message ("579, then 135, then 791"), they are masked as well.
Corporate numbers (thirteen digits) are public by law, but the bot has no use for them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from madoguchi.privacy.chains import chains, close_chains, count
from madoguchi.privacy.recogniser import Check
from madoguchi.privacy.uses import YEARS
from madoguchi.privacy.view import HANGUL_NUMERAL, HANZI_NUMERAL, NUMERAL, Span, numerals_as_digits, settle

_FEWEST = 4
_WHOLE = 12
_MOST_OF_A_NUMBER = 9
"""Digits in one chain, few in each group, that are a mistyped number rather than a list."""
_THREES = 3
# What is counted or dated isn't a piece of a number: 3人, 11月23日, 12桁.
_COUNTED = re.compile(r" ?(?:[年月日時时点點分秒人つ個个回枚歳才桁位週周天岁歲か条階円元번월년일시분명개회세살자]|%)")
# 사이사이, "now and then", is a word as well as 4242.
_IN_WORDS = re.compile(f"{HANZI_NUMERAL}{{{_FEWEST},}}|(?!사이사이){HANGUL_NUMERAL}{{{_FEWEST},}}")
_MAYBE_IN_WORDS = re.compile(f"{NUMERAL}{NUMERAL}{{{_FEWEST - 1}}}")  # looked for faster
_FEW_IN_WORDS = re.compile(
    f"(?<!{HANZI_NUMERAL}){HANZI_NUMERAL}{{2,3}}(?!{HANZI_NUMERAL})"
    f"|(?<!{HANGUL_NUMERAL}){HANGUL_NUMERAL}{{3}}(?!{HANGUL_NUMERAL})"
)

# Where a number goes on, two numerals in Hangul are a piece if a word begins with them.
_ANY_IN_WORDS = re.compile(f"{HANZI_NUMERAL}{{2,}}|(?<![가-힣]){HANGUL_NUMERAL}{{2,}}|{HANGUL_NUMERAL}{{3,}}")


def _written_out(seen: str) -> Iterator[Span]:
    """Numerals in a row: 五七九一, 오칠구일. A year, as in 二〇二六年, is of use."""
    return (span for span in _runs(seen) if not _is_year(seen, span))


def _is_year(seen: str, span: Span) -> bool:
    return int(numerals_as_digits(seen[slice(*span)])) in YEARS


def years_in_words(seen: str) -> list[Span]:
    """Those that are not said to be one by a 年 after them."""
    return [span for span in _runs(seen) if _is_year(seen, span) and not _COUNTED.match(seen, span[1])]


def _runs(seen: str) -> Iterator[Span]:
    if _MAYBE_IN_WORDS.search(seen):
        yield from (match.span() for match in _IN_WORDS.finditer(seen))


def short_groups(seen: str) -> list[Span]:
    """Groups of one to three digits that count nothing."""
    return _short(seen, _chains_by_length(seen)[1])


def _short(seen: str, chains: list[Span]) -> list[Span]:
    return [span for span in chains if not _COUNTED.match(seen, span[1])]


def short_groups_in_words(seen: str) -> list[Span]:
    """Two or three kanji or hanzi numerals that count nothing, three in Hangul: fewer are syllables of any word."""
    return [match.span() for match in _FEW_IN_WORDS.finditer(seen) if not _COUNTED.match(seen, match.end())]


def in_words(seen: str) -> list[Span]:
    """Two numerals or more that count nothing, a year included: pieces of a number that is known to be there."""
    return [match.span() for match in _ANY_IN_WORDS.finditer(seen) if not _COUNTED.match(seen, match.end())]


def _chains_by_length(seen: str) -> tuple[list[Span], list[Span]]:
    long = [chain for chain in chains(seen, _MOST_OF_A_NUMBER) if count(seen, chain) >= _MOST_OF_A_NUMBER]
    short: list[Span] = []
    for span in close_chains(settle(seen, long)):
        (long if count(seen, span) >= _FEWEST else short).append(span)
    return long, short


def _adds_up(seen: str, long: list[Span], short: list[Span]) -> bool:
    """To a whole My Number, or to three quarters of one that is written by threes."""
    sizes = [count(seen, span) for span in short]
    return sum(sizes) + sum(count(seen, span) for span in long) >= _WHOLE or sizes.count(3) >= _THREES


@dataclass(frozen=True)
class StrayDigits:
    """Whatever digits are left when everybody else has looked."""

    name: str = "stray_digits"
    rank: int = 100
    check: Check | None = None

    def find(self, seen: str) -> Iterable[Span]:
        long, chains = _chains_by_length(seen)
        short = _short(seen, chains)
        return [*long, *_written_out(seen), *(short if _adds_up(seen, long, short) else ())]


RECOGNISER = StrayDigits()
