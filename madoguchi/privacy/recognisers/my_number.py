"""My Numbers (個人番号): twelve digits, in whatever notation.

Recognised by shape. The check digit only grades: with P1 the lowest of the first eleven digits and Q = n + 1
for n up to 6, n - 5 above, it is 11 - (sum of P * Q mod 11), or 0 where that remainder is 0 or 1.
Source: Order of the MIC No. 85 (2014), Art. 5. Computed by `stdnum.jp.in_`.

Sino-Korean numerals are common syllables and kanji numerals common words, so a number in words needs ten in a
row, of which several are words: a mistyped one has one or two too few, or too many.
"""

import re
from collections.abc import Iterable, Iterator

from stdnum.jp import in_

from madoguchi.privacy.chains import SIGN, chains, count, in_any_grouping, one_of, spelt
from madoguchi.privacy.recogniser import InChains
from madoguchi.privacy.view import NUMERAL, Span, numerals_as_digits, settle

_LENGTH = 12
_FEWEST_IN_WORDS = 10
_FEWEST_WORDS = 3
_WORD = re.compile(NUMERAL)
_GOING_ON = re.compile(rf"{NUMERAL}{SIGN}{{0,10}}(?:[0-9]|{NUMERAL})")
"""A word of a number, if it isn't the last; spares most messages the rest."""


def _in_words(seen: str) -> Iterator[Span]:
    if not _GOING_ON.search(seen):
        return
    as_digits = numerals_as_digits(seen)
    for start, end in chains(as_digits, _FEWEST_IN_WORDS):
        words = _WORD.findall(seen, start, end)
        if len(words) >= _FEWEST_WORDS and count(as_digits, (start, end)) >= _FEWEST_IN_WORDS:
            yield start, end


class MyNumber(InChains):
    """In digits, or in words."""

    def find(self, seen: str) -> Iterable[Span]:
        in_digits = list(super().find(seen))
        return [*in_digits, *_in_words(settle(seen, in_digits))]


def _is_my_number(number: str) -> bool:
    if len(number) != _LENGTH:
        return False
    in_digits = numerals_as_digits(number)
    return bool(in_.calc_check_digit(in_digits[:-1]) == in_digits[-1])


RECOGNISER = MyNumber(
    name="my_number",
    rank=50,
    whole=re.compile(in_any_grouping(_LENGTH)),
    pattern=one_of(*(spelt(*[size] * (_LENGTH // size)) for size in (12, 6, 4, 3, 2, 1))),
    check=_is_my_number,
)
