"""`make chaos`: kills and restarts what the bot is made of, under load, and says what became of its promises.

Two bots share one PostgreSQL and one Redis. Residents talk to both of them, send again what was not answered, some
of it twice at once. Meanwhile each part is struck down at random moments, for a random time, whatever becomes of the
others: so a database may be down while a bot starts. On SQLite it is one bot and its action server.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field

from tests.robustness.residents import Crowd
from tests.robustness.verdict import Promise, kept, promises
from tests.robustness.world import ACTIONS, BOT, POSTGRESQL, REDIS, WORLDS, World

BLOWS = {
    "postgresql": {POSTGRESQL: 350, REDIS: 350, ACTIONS: 200, f"{BOT} 1": 50, f"{BOT} 2": 50},
    "sqlite": {ACTIONS: 20, f"{BOT} 1": 20},
}
"""A bot takes half a minute to come back, a database a second; hence the numbers."""
TURNS = 10_000
RESIDENTS = 8
LONGEST_DOWN = 1.0
"""Seconds that a victim stays down."""
LONGEST_LIFE = 10.0
"""Seconds that one that came back late lives; struck at once, a bot on a slow machine would never answer anyone."""
TOLD = 60.0
"""Seconds between two words of how far it is."""


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
        """In Markdown; what was broken by the messages' ids."""
        yield f"{self.blows.total()} kills and restarts over {self.turns} turns in {self.seconds:.0f} s."
        yield from ("", "| struck down | times |", "|---|---:|")
        yield from (f"| {victim} | {times} |" for victim, times in sorted(self.blows.items()))
        yield from ("", "| promise | tries | failures |", "|---|---:|---:|")
        yield from (f"| {one.words} | {one.tries} | {one.failures} |" for one in self.promises)
        yield from (f"<!-- {one.words}: {broken} -->" for one in self.promises for broken in one.broken)


class Blows:
    """Those of one part, at random moments of the span."""

    def __init__(
        self, one: World, times: int, victim: str, span: float, seed: int, longest_life: float = LONGEST_LIFE
    ) -> None:
        self.victim = victim
        self.done = 0
        self._part = one.parts[victim]
        self._chance = random.Random(f"{seed} {victim}")
        self._longest_life = longest_life
        self._moments = sorted(self._chance.uniform(0, span) for _ in range(times))

    def deal(self, ended: threading.Event) -> None:
        """All of them, unless it ends before."""
        start = time.monotonic()
        for moment in self._moments:
            life = self._chance.uniform(0, self._longest_life)
            if ended.wait(max(life, start + moment - time.monotonic())):
                return
            self._part.restart(pause=self._chance.uniform(0, LONGEST_DOWN))
            self.done += 1


def chaos(one: World, blows: Mapping[str, int], span: float, turns: int, seed: int) -> Report:
    """Strikes the victims over a span of seconds, and goes on until there are enough turns; at most twice the span."""
    dealt = [Blows(one, times, victim, span, seed) for victim, times in blows.items()]
    start, ended = time.monotonic(), threading.Event()
    with ThreadPoolExecutor(len(dealt)) as threads, Crowd(one.addresses, RESIDENTS, seed) as crowd:
        dealing = [threads.submit(blow.deal, ended) for blow in dealt]
        try:
            _wait(dealing, dealt, crowd, turns, start + 2 * span)
        finally:
            ended.set()
    written = kept(one.settings)
    return Report(
        blows=_done(dealt),
        promises=list(promises(crowd.transcripts, written)),
        turns=len(written),
        seconds=time.monotonic() - start,
    )


def _wait(dealing: list[Future[None]], dealt: list[Blows], crowd: Crowd, turns: int, deadline: float) -> None:
    """Until all is dealt and said. Raises what a thread has raised."""
    told = time.monotonic()
    while dealing or crowd.answered < turns:
        if time.monotonic() > deadline:
            return
        done, _ = wait_for(dealing, timeout=0.5)
        if not dealing:
            time.sleep(0.5)
        for future in done:
            future.result()
        dealing = [future for future in dealing if future not in done]
        if time.monotonic() > told + TOLD:
            told = time.monotonic()
            print(f"{dict(_done(dealt))}, {crowd.answered} answers", file=sys.stderr, flush=True)


def _done(dealt: list[Blows]) -> Counter[str]:
    return Counter({blow.victim: blow.done for blow in dealt})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--database", choices=sorted(WORLDS), default="postgresql")
    options.add_argument("--share", type=float, default=1.0, help="of the kills and of the turns")
    options.add_argument(
        "--minutes", type=float, default=60, help="over which the kills are spread; at most twice that"
    )
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = options.parse_args()
    print(f"seed {given.seed}", file=sys.stderr, flush=True)
    blows = {victim: round(times * given.share) for victim, times in BLOWS[given.database].items()}
    with WORLDS[given.database]() as one:
        report = chaos(one, blows, given.minutes * 60, round(TURNS * given.share), given.seed)
    print("\n".join(report.lines()))
    sys.exit(bool(report.failures))


if __name__ == "__main__":
    main()
