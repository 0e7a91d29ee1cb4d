"""`make bench-privacy`: what the gate finds, what it spares and what it costs, as tables in Markdown."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from madoguchi import content as content_files
from madoguchi.evaluation import gate as measures
from madoguchi.evaluation import notations
from madoguchi.evaluation.gate import Tally
from madoguchi.privacy import Gate, SplitNumbers
from tests.examples import examples

ROOT = Path(__file__).parents[1]
SEED = 1
TRIES = 5
SPLITS = {"in digits": notations.WIDTHS, "in hanzi": notations.HANZI, "in Hangul": notations.HANGUL}
HOSTILE = {
    "digits alone": lambda _: "1" * 2000,
    "digit, space, digit": lambda _: "1 " * 1000,
    "dates in a row": lambda _: "11/12/" * 333,
    "years in a row": lambda _: "2026 " * 400,
    "look-alike letters": lambda _: "O1 l" * 500,
    "numerals in words": lambda _: "一이 " * 666,
    "the hotline's groups": lambda _: "0120-95-0178-" * 150,
    "e-mail without an end": lambda _: "a1@" * 666,
    "postal codes": lambda _: "〒110-8615 " * 180,
    "anything": lambda random: "".join(random.choices("0123456789-/. ー:@oO一이", k=2000)),
}
"""Messages of 2,000 characters that make a careless pattern go back and forth."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50_000, help="generated notations (50,000)")
    parser.add_argument("--failures", type=int, default=5, help="failures to show of each kind")
    given = parser.parse_args()
    numbers, page = _facts()
    gate = Gate([*numbers, page])
    print("| what | tries | recall | failures |\n|---|---:|---:|---:|")
    for name, tally in _tallies(gate, [*numbers, page], given.count):
        print(f"| {name} | {tally.tries:,} | {tally.recall:.3%} | {len(tally.failures)} |", flush=True)
        for failure in tally.failures[: given.failures]:
            print(f"<!-- {failure!r} -->")
    print("\n| message | mean | 99 of 100 |\n|---|---:|---:|")
    for name, times in _costs(gate):
        times.sort()
        print(f"| {name} | {sum(times) / len(times):.3f} ms | {times[len(times) * 99 // 100]:.3f} ms |", flush=True)


def _facts() -> tuple[list[str], str]:
    facts = content_files.load(ROOT / "content").facts
    return list(facts.phones.model_dump().values()), facts.page.id


def _tallies(gate: Gate, facts: list[str], count: int) -> Iterator[tuple[str, Tally]]:
    half = count // 2
    yield "listed notations", measures.recall_of_listed(gate, half, SEED)
    yield "mutated notations", measures.recall_of_mutated(gate, count - half, SEED + 1)
    yield "facts of the page beside them, kept", measures.facts_kept(gate, facts, half, SEED + 2)
    for name, numerals in SPLITS.items():
        tally = measures.recall_of_split(gate, numerals, count // 5, SEED + 3)
        yield f"over 2 to 4 messages, {name}: at most {measures.MOST_LEFT} digits left", tally
    plain = [one.text for one in examples()]
    yield "clean messages, untouched", measures.clean_messages_masked(gate, plain)
    yield "the same in conversations of ten", measures.clean_conversations_masked(gate, plain, SEED + 4)


def _costs(gate: Gate) -> Iterator[tuple[str, list[float]]]:
    gc.freeze()  # as the bot does once it has started
    random, numbers = Random(SEED), SplitNumbers(gate)
    plain = [one.text for one in examples()]
    ordinary = ["。".join(random.sample(plain, 10))[:200] for _ in range(2000)]
    yield "200 characters of talk", [_milliseconds(numbers.mask, text) for text in ordinary]
    with_number = [text[:150] + notations.listed(random).text for text in ordinary]
    yield "the same with a number in it", [_milliseconds(numbers.mask, text[:200]) for text in with_number]
    for name, make in HOSTILE.items():
        yield f"2,000 characters: {name}", [_milliseconds(numbers.mask, make(random)) for _ in range(500)]


def _milliseconds(work: Callable[[str], object], text: str) -> float:
    """Processor time, the least of some tries: what others do on the machine meanwhile does not count."""
    return min(_once(work, text) for _ in range(TRIES)) * 1000


def _once(work: Callable[[str], object], text: str) -> float:
    begin = time.thread_time()
    work(text)
    return time.thread_time() - begin


if __name__ == "__main__":
    main()
