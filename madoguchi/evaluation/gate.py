"""How much of generated numbers the privacy gate removes, and how much it leaves of what must stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from madoguchi.evaluation import notations
from madoguchi.privacy import Gate, SplitNumbers, clean
from madoguchi.privacy.split_numbers import REMEMBERED
from madoguchi.privacy.view import numerals_as_digits, view

MOST_LEFT = 3
"""Digits of a number that may be left, in one message or in all: fewer than any that would be called a number."""


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


def recall_of_split(gate: Gate, numerals: list[str], count: int, seed: int) -> Tally:
    """Numbers over several messages: what is kept of all of them after the last."""
    random, numbers = Random(seed), SplitNumbers(gate)
    failures = []
    for _ in range(count):
        _, pieces, messages = notations.split(random, numerals)
        left = sum(len(piece) for piece, text in zip(pieces, _talk(numbers, messages), strict=True) if piece in text)
        if left > MOST_LEFT:
            failures.append(" | ".join(messages))
    return Tally(count, failures)


def clean_messages_masked(gate: Gate, messages: Iterable[str]) -> Tally:
    told = list(messages)
    return Tally(len(told), [text for text in told if gate.mask(clean(text)).found])


def clean_conversations_masked(gate: Gate, messages: Iterable[str], seed: int) -> Tally:
    """The same in conversations of ten, as they are kept in the end."""
    told, numbers = list(messages), SplitNumbers(gate)
    Random(seed).shuffle(told)
    talks = [told[at : at + 10] for at in range(0, len(told), 10)]
    kept = [(text, left) for talk in talks for text, left in zip(talk, _talk(numbers, talk), strict=True)]
    return Tally(len(told), [text for text, left in kept if "⟦" in left])


def _talk(numbers: SplitNumbers, messages: Iterable[str]) -> list[str]:
    """What is kept of the messages once the last has come."""
    tail: tuple[int, ...] = ()
    kept: list[str] = []
    for message in messages:
        masked = numbers.mask(clean(message).strip(), tail)
        if masked.completes:
            kept[-REMEMBERED:] = map(numbers.mask_pieces, kept[-REMEMBERED:])
        kept.append(masked.text)
        tail = masked.tail
    return kept


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
