"""`make chaos`: kills and restarts what the bot is made of, under load, and says what became of its promises.

Two bots share one PostgreSQL and one Redis. Residents talk to both of them, send again what was not answered, some
of it twice at once. Meanwhile one part after the other is struck down, at a random moment, for a random time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.robustness.residents import Crowd
from tests.robustness.verdict import Promise, kept, promises
from tests.robustness.world import World, world

VICTIMS = ("PostgreSQL", "Redis", "action server", "bot 1", "bot 2")
RESIDENTS = 6
LONGEST_PAUSE = 1.0
"""Seconds between two blows, and that a victim stays down."""


@dataclass
class Report:
    """What was struck, how often, and what was found afterwards."""

    blows: Counter[str] = field(default_factory=Counter)
    promises: list[Promise] = field(default_factory=list)
    turns: int = 0
    seconds: float = 0.0

    @property
    def failures(self) -> int:
        return sum(promise.failures for promise in self.promises)

    def lines(self) -> Iterator[str]:
        """In Markdown."""
        yield f"{sum(self.blows.values())} kills and restarts over {self.turns} turns in {self.seconds:.0f} s."
        yield from ("", "| struck down | times |", "|---|---:|")
        yield from (f"| {victim} | {times} |" for victim, times in sorted(self.blows.items()))
        yield from ("", "| promise | tries | failures |", "|---|---:|---:|")
        yield from (f"| {one.words} | {one.tries} | {one.failures} |" for one in self.promises)


def chaos(one: World, blows: list[str], seconds: float, seed: int) -> Report:
    """Strikes the victims in turn, as long as there is time."""
    report, chance, start = Report(), random.Random(seed), time.monotonic()
    with Crowd(one.addresses, RESIDENTS, seed) as crowd:
        for victim in blows:
            if time.monotonic() > start + seconds:
                break
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            one.strike(victim, chance.uniform(0, LONGEST_PAUSE))
            report.blows[victim] += 1
    turns = kept(one.settings)
    report.promises = list(promises(crowd.transcripts, turns))
    report.turns, report.seconds = len(turns), time.monotonic() - start
    return report


def plan(times: int, bots: int, seed: int) -> list[str]:
    """So many blows for each of the cheap victims and for both bots together, in random order."""
    blows = [victim for victim in VICTIMS[:3] for _ in range(times)]
    blows += [VICTIMS[3 + number % 2] for number in range(bots)]
    random.Random(seed).shuffle(blows)
    return blows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=250, help="blows for each of the parts")
    options.add_argument("--minutes", type=float, default=240, help="when to end, whatever is left")
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = options.parse_args()
    print(f"seed {given.seed}", file=sys.stderr, flush=True)
    with world() as one:
        report = chaos(one, plan(given.times, given.times, given.seed), given.minutes * 60, given.seed)
    print("\n".join(report.lines()))
    sys.exit(bool(report.failures))


if __name__ == "__main__":
    main()
