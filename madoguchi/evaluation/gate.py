"""How much of generated numbers the privacy gate removes, and how much it leaves of what must stay."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from madoguchi.evaluation import notations
from madoguchi.privacy import Gate, SplitNumbers, clean
from madoguchi.privacy.view import numerals_as_digits, view

MOST_LEFT = 3
"""Digits of a number in one message that may be left: fewer than any that would be called a number."""
MOST_LEFT_OF_SPLIT = 5
"""Of a number in several messages: seven are gone, so that with the check digit a million numbers remain."""


@dataclass(frozen=True)
class Tally:
    """Tries and failures; the first failures as they were written."""

    tries: int
    failures: list[str]

    @property
    def recall(self) -> float:
        return 1 - len(self.failures) / self.tries


def recall_of_listed(gate: Gate, count: int, seed: int) -> Tally:
    random = Random(seed)
    return _tally((gate, notations.listed(random), 0) for _ in range(count))


def recall_of_mutated(gate: Gate, count: int, seed: int) -> Tally:
    random = Random(seed)
    return _tally((gate, notations.mutated(random), MOST_LEFT) for _ in range(count))


def facts_kept(gate: Gate, facts: Sequence[str], count: int, seed: int) -> Tally:
    """The page's numbers beside others: a failure is one that was masked."""
    random = Random(seed)
    chosen = [random.choice(facts) for _ in range(count)]
    texts = [(fact, notations.beside_a_fact(random, fact).text) for fact in chosen]
    return Tally(count, [text for fact, text in texts if fact not in gate.mask(clean(text)).text])


def recall_of_split(gate: Gate, numerals: list[str], count: int, seed: int) -> tuple[Tally, Counter[int]]:
    """Numbers over several messages, and how many digits were left of how many of them."""
    random, numbers = Random(seed), SplitNumbers(gate)
    failures, left = [], Counter[int]()
    for _ in range(count):
        _, pieces, messages = notations.split(random, numerals)
        kept = sum(len(piece) for piece, text in zip(pieces, _talk(numbers, messages), strict=True) if piece in text)
        left[kept] += 1
        if kept > MOST_LEFT_OF_SPLIT:
            failures.append(" | ".join(messages))
    return Tally(count, failures), left


def clean_messages_masked(gate: Gate, messages: Iterable[str]) -> Tally:
    told = list(messages)
    return Tally(len(told), [text for text in told if gate.mask(clean(text)).found])


def _talk(numbers: SplitNumbers, messages: Iterable[str]) -> Iterator[str]:
    tail: tuple[int, ...] = ()
    for message in messages:
        masked = numbers.mask(clean(message).strip(), tail)
        tail = masked.tail
        yield masked.text


def _tally(tries: Iterable[tuple[Gate, notations.Sample, int]]) -> Tally:
    count, failures = 0, []
    for gate, sample, most in tries:
        count += 1
        if digits_left(gate.mask(clean(sample.text)).text, sample) > most:
            failures.append(sample.text)
    return Tally(count, failures)


def digits_left(text: str, sample: notations.Sample) -> int:
    """How many digits, in whatever numerals, are in the text beyond those around the number."""
    around = sample.text.replace(sample.spelt, "", 1)
    return max(0, _digits(text) - _digits(around))


def _digits(text: str) -> int:
    folded = numerals_as_digits(view(unicodedata.normalize("NFKC", text)))
    return sum(character in "0123456789" for character in folded)
