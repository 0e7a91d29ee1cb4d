"""Is a resident answered in their language, at first and in conversation?

    python -m benchmarks.reply_language

Learns from four fifths of the training examples, and puts the rest together into conversations: of three to six
messages in one language, and of two in one language and three in another. Not among them: those that ask for another
language, whose answer is in that one.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.examples import Example, split, training_examples
from benchmarks.report import percent, table
from madoguchi.language.identify import LanguageModel
from madoguchi.language.words import words

HELD_OUT = 0.2
SHORT = 3
"""Words of a short message."""
LENGTHS = {f"1 to {SHORT} words": True, f"{SHORT + 1} words or more": False, "all": None}
CHANGING, BEFORE = 60, 2
"""Conversations that change from one language to another, for each two; and messages before the change."""

Conversation = Sequence[Example]


class Answered(NamedTuple):
    """A message of a conversation, and the language of its answer."""

    place: int
    asked: Example
    language: str

    @property
    def is_right(self) -> bool:
        return self.language == self.asked.language

    @property
    def is_short(self) -> bool:
        return len(words(self.asked.text, self.asked.language)) <= SHORT


def answers(model: LanguageModel, conversation: Conversation, page: str | None) -> Iterator[Answered]:
    """As the bot has it: what the message tells, or else one before it, or the page; or what it looks like."""
    told = None
    for place, asked in enumerate(conversation):
        found = model.identify(asked.text, told, page)
        if found.is_telling:
            told = found.language
        yield Answered(place, asked, told or page or found.language)


def in_one_language(asked: Sequence[Example], rng: np.random.Generator) -> Iterator[Conversation]:
    for own in _by_language(asked).values():
        left = [own[place] for place in rng.permutation(len(own))]
        while left:
            size = rng.integers(3, 7)
            yield left[:size]
            left = left[size:]


def in_two(asked: Sequence[Example], rng: np.random.Generator) -> Iterator[Conversation]:
    own = _by_language(asked)
    for first, then in ((one, other) for one in own for other in own if one != other):
        for _ in range(CHANGING):
            yield [*_some(own[first], BEFORE, rng), *_some(own[then], 3, rng)]


def report(model: LanguageModel, asked: Sequence[Example]) -> Iterator[str]:
    rng = np.random.default_rng(0)
    one, two = list(in_one_language(asked, rng)), list(in_two(asked, rng))
    alone, changed = _all(model, one), _all(model, two)
    told = {
        "a first message": [answer for answer in alone if answer.place == 0],
        "in conversation, no page known": alone,
        "on a page in their language": [a for held in one for a in answers(model, held, held[0].language)],
        "on a Japanese page": _all(model, one, "ja"),
        "the first in another language": [answer for answer in changed if answer.place == BEFORE],
        "the two after it": [answer for answer in changed if answer.place > BEFORE],
    }
    for length, is_short in LENGTHS.items():
        yield f"\n{length}:\n"
        kept = ((name, [a for a in given if is_short in (None, a.is_short)]) for name, given in told.items())
        rows = (_row(name, given, model.languages) for name, given in kept)
        yield from table(["", "messages", *model.languages, "mean"], rows)


def _all(model: LanguageModel, held: Sequence[Conversation], page: str | None = None) -> list[Answered]:
    return [answer for conversation in held for answer in answers(model, conversation, page)]


def _row(name: str, given: Sequence[Answered], languages: Sequence[str]) -> list[str]:
    asked = [[one.is_right for one in given if one.asked.language == code] for code in languages]
    shares = [float(np.mean(right)) for right in asked if right]
    told = [percent(float(np.mean(right))) if right else "-" for right in asked]
    return [name, f"{len(given):,}", *told, percent(float(np.mean(shares))) if shares else "-"]


def _by_language(asked: Sequence[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for one in asked:
        found[one.language].append(one)
    return found


def _some(own: Sequence[Example], size: int, rng: np.random.Generator) -> list[Example]:
    return [own[place] for place in rng.choice(len(own), size, replace=False)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reply_language")
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    held_out, known = split(training_examples(parser.parse_args().data), HELD_OUT, seed=1)
    texts, languages = [one.text for one in known], [one.language for one in known]
    model = LanguageModel(sorted(set(languages))).fit(texts, languages)
    print(f"{len(known):,} learnt, {len(held_out):,} held out", flush=True)
    for line in report(model, [one for one in held_out if one.intent != "change_language"]):
        print(line, flush=True)


if __name__ == "__main__":
    main()
