"""Numbers sent in pieces, over several messages.

What is remembered of a message is how many loose digits it held, never which. That is the tail: `"3 0 3"`
for the last three messages, newest last. It fits in a slot, and nothing can be recovered from it.

Limits: a first piece of up to three digits among words stays, for nothing tells yet that it is one. Single
digits are masked from the sixth on, pairs with nothing around them from the second. A single digit among
words, digits in a message of more than 24 letters, what counts something (3人) and pieces in words are taken
for talk.
"""

import re
from dataclasses import replace

from madoguchi.privacy.chains import GROUP, LINK, count
from madoguchi.privacy.gate import Finding, Gate, Masked, masked
from madoguchi.privacy.recognisers import stray_digits
from madoguchi.privacy.view import KEPT, Span, view

_MESSAGES = 6
_ADDS_UP = 6
_PAIRS_ADD_UP = 4
_FEWEST_ALONE = 3
_FEWEST_AMONG_WORDS = 2
_MOST_LETTERS = 24
_LETTER = re.compile(r"[^\W\d_]")
_ONLY_DIGITS = re.compile(rf"[^\w{KEPT}]*(?P<number>[0-9]+(?:{LINK}[0-9]+)*)[^\w{KEPT}]*")


class SplitNumbers:
    """A gate which knows, by counts alone, that a message goes on with a number."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def mask(self, text: str, tail: str = "") -> Masked:
        """As the gate masks it, and loose digits too where they add up. The result has the next tail."""
        findings, left = self._gate.inspect(text)
        seen, before = view(text), _counts(tail)
        spans = self._alone(seen, left) if not findings else []
        loose = spans or _pieces(seen, left)
        held = _total(seen, [*loose, *(found.span for found in findings if found.is_stray)])
        if loose and (spans or sum(before) + held >= _enough(seen, held)):
            findings = [*findings, *(Finding(span, stray_digits.RECOGNISER) for span in loose)]
        return replace(masked(text, findings), tail=" ".join(map(str, [*before, held])))

    def _alone(self, seen: str, left: str) -> list[Span]:
        """The number that is all there is; a year too, since by itself it may be a quarter of a number."""
        match = _ONLY_DIGITS.fullmatch(seen)
        if match is None or self._gate.facts.find(seen):
            return []
        span = match.span("number")
        groups = GROUP.findall(seen, *span)
        is_date_or_time = KEPT in left and len(groups) > 1
        return [] if is_date_or_time or len("".join(groups)) < _FEWEST_ALONE else [span]


def _pieces(seen: str, left: str) -> list[Span]:
    spans = list(stray_digits.short_groups(left))
    letters = len(_LETTER.findall(seen))
    enough = not letters or _total(seen, spans) >= _FEWEST_AMONG_WORDS
    return spans if enough and letters <= _MOST_LETTERS else []


def _enough(seen: str, held: int) -> int:
    """Two pairs with nothing around them are a number; with words they may be two ages."""
    return _ADDS_UP if held == 1 or _LETTER.search(seen) else _PAIRS_ADD_UP


def _total(seen: str, spans: list[Span]) -> int:
    return sum(count(seen, span) for span in spans)


def _counts(tail: str) -> list[int]:
    return [int(count) for count in tail.split() if count.isdecimal()][1 - _MESSAGES :]
