"""Numbers sent in pieces, over several messages.

What is remembered of a message is how many digits it held that may be pieces, never which. That is the tail:
`(3, 0, -4, 3)` for the last four messages, newest last; below zero where there was nothing but a year. It is kept
with the conversation, and nothing can be recovered from it.

A first piece of up to three digits among words is kept at first, and so is one that reads as a year, for nothing tells
yet that it is one. Once pieces add up, `mask_pieces` is for the messages before: it masks whatever may be one.

Limits: single digits are masked from the sixth on, pairs with nothing around them from the second. For a sum, a single
digit among words before any other, digits in a message of more than 24 letters, what counts something (3人), single
numerals in kanji and up to two in Hangul are taken for talk.
"""

import re
from collections.abc import Sequence

from madoguchi.privacy.chains import GROUP, LINK, digits
from madoguchi.privacy.gate import Finding, Gate, Inspection, Masked, masked
from madoguchi.privacy.recognisers import stray_digits
from madoguchi.privacy.view import KEPT, NUMERAL, Span, numerals_as_digits

REMEMBERED = 5
"""Messages before the present one."""
_ADDS_UP = 6
_ADDS_UP_WITH_YEARS = 7
"""2025 and then "12 digits?" is talk."""
_PAIRS_ADD_UP = 4
_FEWEST_ALONE = 3
_FEWEST_AMONG_WORDS = 2
_MOST_LETTERS = 24
_MOST_COUNTED = 12
"""More digits in a message were a whole number, and a smaller tail tells less."""
# Digits, numerals in a row, or a message that may be a numeral alone.
_DIGIT = re.compile("[0-9]")
_TWO_IN_WORDS = re.compile(NUMERAL * 2)
_ONE_IN_WORDS = re.compile(rf"[\W_]*{NUMERAL}[\W_]*")
_ONLY_DIGITS = re.compile(rf"[^\w{KEPT}]*(?P<number>[0-9]+(?:{LINK}[0-9]+)*)[^\w{KEPT}]*")


class SplitNumbers:
    """A gate which knows, by counts alone, that a message goes on with a number."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def mask(self, text: str, tail: Sequence[int] = (), removed: int = 0) -> Masked:
        """As the gate masks it, and loose digits too where they add up. The result has the next tail.

        `removed` digits that may be a piece were masked in this message before, by a channel that had to keep it.
        """
        inspected, before = self._gate.inspect(text), _counts(tail)
        findings, seen = inspected.findings, inspected.seen
        if not removed and not _may_hold_digits(seen):
            return masked(text, findings, seen, (*before, 0))
        alone = self._alone(seen, inspected.left) if not findings else []
        is_short = len(seen) <= _MOST_LETTERS or sum(map(str.isalpha, seen)) <= _MOST_LETTERS
        goes_on = any(count > 0 for count in before)
        loose = alone or (_pieces(seen, inspected.left, goes_on) if is_short else [])
        years = inspected.bare + stray_digits.years_in_words(inspected.left) if is_short and not alone else []
        held = removed + _total(seen, [*loose, *(found.span for found in findings if found.is_stray)])
        completes = _adds_up(seen, held, _total(seen, years), before)
        if completes:
            loose = alone or _may_be_pieces(inspected)
        findings = [*findings, *_strays(loose if alone or completes else [])]
        tail = (*before, _counted(held, _total(seen, years)))
        return masked(text, findings, seen, tail, completes)

    def mask_pieces(self, text: str) -> str:
        """What was kept of an earlier message, now that it turns out to be one of several with a number in them."""
        inspected = self._gate.inspect(text)
        findings = [*inspected.findings, *_strays(_may_be_pieces(inspected))]
        return masked(text, findings, inspected.seen).text

    def _alone(self, seen: str, left: str) -> list[Span]:
        """The number that is all there is; a year too, since by itself it may be a quarter of a number."""
        match = _ONLY_DIGITS.fullmatch(numerals_as_digits(seen))
        if match is None or self._gate.facts.find(seen):
            return []
        span = match.span("number")
        groups = GROUP.findall(match[0])
        is_date_or_time = KEPT in left and len(groups) > 1
        return [] if is_date_or_time or len("".join(groups)) < _FEWEST_ALONE else [span]


def _may_hold_digits(seen: str) -> bool:
    return bool(_DIGIT.search(seen) or _TWO_IN_WORDS.search(seen) or _ONE_IN_WORDS.fullmatch(seen))


def _has_letters(seen: str) -> bool:
    return any(map(str.isalpha, seen))


def _strays(spans: list[Span]) -> list[Finding]:
    return [Finding(span, stray_digits.RECOGNISER) for span in spans]


def _may_be_pieces(inspected: Inspection) -> list[Span]:
    """All that a piece can be, where it is known that there are some."""
    only = _ONLY_DIGITS.fullmatch(numerals_as_digits(inspected.left))
    if only:
        return [only.span("number")]
    return stray_digits.short_groups(inspected.left) + stray_digits.in_words(inspected.left) + inspected.bare


def _pieces(seen: str, left: str, goes_on: bool) -> list[Span]:
    only = _ONLY_DIGITS.fullmatch(numerals_as_digits(left)) if goes_on else None
    spans = [only.span("number")] if only else _short_groups(left)
    enough = goes_on or not _has_letters(seen) or _total(seen, spans) >= _FEWEST_AMONG_WORDS
    return spans if enough else []


def _short_groups(left: str) -> list[Span]:
    return stray_digits.short_groups(left) + stray_digits.short_groups_in_words(left)


def _adds_up(seen: str, held: int, years: int, before: list[int]) -> bool:
    pieces = held + sum(count for count in before if count > 0)
    latest_year = years or max((-count for count in before), default=0)
    if not pieces or not held + years:
        return False  # years after years are talk
    return pieces + max(latest_year, 0) >= (_ADDS_UP_WITH_YEARS if latest_year > 0 else _enough(seen, held))


def _enough(seen: str, held: int) -> int:
    """Two pairs with nothing around them are a number; with words they may be two ages."""
    return _ADDS_UP if held == 1 or _has_letters(seen) else _PAIRS_ADD_UP


def _counted(held: int, years: int) -> int:
    return min(held + years, _MOST_COUNTED) if held else -years


def _total(seen: str, spans: list[Span]) -> int:
    return sum(len(digits(numerals_as_digits(seen[start:end]))) for start, end in spans)


def _counts(tail: Sequence[int]) -> list[int]:
    return [max(-_MOST_COUNTED, min(count, _MOST_COUNTED)) for count in tail][-REMEMBERED:]
