"""The gate itself: what looks like somebody's number is replaced before anything behind it sees the text."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from madoguchi.privacy.chains import SIGN, chains, count
from madoguchi.privacy.facts import Facts
from madoguchi.privacy.recogniser import InText, Recogniser
from madoguchi.privacy.recognisers import RECOGNISERS, stray_digits
from madoguchi.privacy.uses import SHORTEST_USE, uses
from madoguchi.privacy.view import NUMERAL, Span, numerals_as_digits, settle, view

# Most messages hold no digit at all; this keeps them cheap. In words, fewer numerals in a row are just words.
_DIGIT_OR_AT = re.compile("[0-9@]")
_LONG_IN_WORDS = re.compile(rf"{NUMERAL}(?:{NUMERAL}{{3}}|(?:{SIGN}{{0,10}}{NUMERAL}){{9}})")
_IN_WORDS = re.compile(f"{NUMERAL}{NUMERAL}{{3}}")

_DIGIT = re.compile("[0-9]")
_MOST_DIGITS = 200
"""More in one message is no question, and telling numbers apart in it costs time that others wait for."""
_ADDS_UP = 12
"""From so many loose digits on, 2027 may be a third of a My Number, its other thirds further on."""
# The year in kim1985@example.com is part of the address: words are read before dates are.
_TOLD_BY_WORDS = [recogniser for recogniser in RECOGNISERS if isinstance(recogniser, InText)]
_TOLD_BY_DIGITS = [recogniser for recogniser in RECOGNISERS if not isinstance(recogniser, InText)]


@dataclass(frozen=True)
class Masked:
    """A text with placeholders, what they stand for, and how much of that passed its check digit."""

    text: str
    found: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    tail: tuple[int, ...] = ()
    """How many digits the last messages held that may be pieces; only `SplitNumbers` tells."""
    completes: bool = False
    """Whether pieces of a number in the messages before add up with this one's; only `SplitNumbers` tells."""


class Finding(NamedTuple):
    """One place in the message, and who recognised it."""

    span: Span
    recogniser: Recogniser

    @property
    def is_stray(self) -> bool:
        """May it be a piece of something longer?"""
        return self.recogniser.name == "stray_digits"


@dataclass(frozen=True)
class Inspection:
    """What is to be masked, the view of what remains, and where in it digits stay that look like a year or a date."""

    findings: list[Finding]
    left: str
    bare: list[Span]
    seen: str = ""
    """The view of all of it."""


class Gate:
    """Masks every number but the allowed ones, the facts of the page."""

    def __init__(self, allowed: Collection[str]) -> None:
        self.facts = Facts(allowed)

    def mask(self, text: str) -> Masked:
        """The text as it was written, apart from what is masked."""
        inspected = self.inspect(text)
        return masked(text, inspected.findings, inspected.seen)

    def inspect(self, text: str) -> Inspection:
        """Looks at the text and changes nothing."""
        seen = whole = view(text)
        if not _is_worth_a_look(seen):
            return Inspection([], seen, [], seen)
        flood = _flood(seen)
        seen = settle(seen, (finding.span for finding in flood))
        facts = self.facts.find(seen) + (self.facts.find(numerals_as_digits(seen)) if _IN_WORDS.search(seen) else [])
        seen = settle(seen, facts)
        told_by_words, seen = _look(seen, _TOLD_BY_WORDS)
        by_digits = _sort_digits(seen)
        return Inspection([*flood, *told_by_words, *by_digits.findings], by_digits.left, by_digits.bare, whole)


def _flood(seen: str) -> list[Finding]:
    """All from the first digit to the last, where there are too many."""
    if len(_DIGIT.findall(seen)) <= _MOST_DIGITS:
        return []
    places = [place for digit in "0123456789" for place in (seen.find(digit), seen.rfind(digit)) if place >= 0]
    return [Finding((min(places), max(places) + 1), stray_digits.RECOGNISER)]


def _is_worth_a_look(seen: str) -> bool:
    return bool(_DIGIT_OR_AT.search(seen) or _LONG_IN_WORDS.search(seen))


def _sort_digits(seen: str) -> Inspection:
    """Dates, times and years stay, unless they may be pieces; the rest is masked."""
    found = [use for chain in chains(seen, SHORTEST_USE) for use in uses(seen, chain)]
    findings, left = _look(settle(seen, (use.span for use in found)), _TOLD_BY_DIGITS)
    bare = [use.span for use in found if use.is_bare]
    pieces = [finding.span for finding in findings if finding.is_stray]
    if bare and pieces and sum(count(seen, span) for span in bare + pieces) >= _ADDS_UP:
        return Inspection(*_look(settle(seen, (use.span for use in found if not use.is_bare)), _TOLD_BY_DIGITS), [])
    return Inspection(findings, left, bare)


def _look(seen: str, recognisers: Iterable[Recogniser]) -> tuple[list[Finding], str]:
    findings: list[Finding] = []
    for recogniser in recognisers:
        if spans := list(recogniser.find(seen)):
            findings += [Finding(span, recogniser) for span in spans]
            seen = settle(seen, spans)
            if not _is_worth_a_look(seen):
                break
    return findings, seen


def masked(
    text: str, findings: Sequence[Finding], seen: str, tail: tuple[int, ...] = (), completes: bool = False
) -> Masked:
    """The text with each finding replaced by its recogniser's name in ⟦ ⟧."""
    if not findings:
        return Masked(text, tail=tail, completes=completes)
    pieces, at = list[str](), 0
    found, confirmed = Counter[str](), Counter[str]()
    for (start, end), recogniser in sorted(findings, key=itemgetter(0)):
        pieces += [text[at:start], f"⟦{recogniser.name}⟧"]
        found[recogniser.name] += 1
        confirmed[recogniser.name] += _is_confirmed(recogniser, seen[start:end])
        at = end
    return Masked("".join([*pieces, text[at:]]), found, +confirmed, tail, completes)


def _is_confirmed(recogniser: Recogniser, seen: str) -> bool:
    return recogniser.check is not None and recogniser.check("".join(filter(str.isalnum, seen)))
