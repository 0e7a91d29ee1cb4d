"""Whether what the residents were answered is what the bot has kept: each message once, in order, with its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from benchmarks.serving.dialects import Answer, checksum
from tests.robustness.verdict import Kept


def faults(conversations: Iterable[Sequence[Answer]], turns: Sequence[Kept]) -> Counter[str]:
    """How often what went wrong; empty if nothing did."""
    times = Counter(turn.message for turn in turns)
    found = Counter({"kept twice": sum(count - 1 for count in times.values())})
    kept = {turn.message: (place, turn) for place, turn in enumerate(turns)}
    for answers in conversations:
        found["not kept"] += sum(one.id not in kept for one in answers)
        there = [(one, *kept[one.id]) for one in answers if one.id in kept]
        found["another answer kept"] += sum(one.checksum != checksum(turn.answers) for one, _, turn in there)
        found["in another conversation"] += max(0, len({turn.conversation for _, _, turn in there}) - 1)
        places = [place for _, place, _ in there]
        found["out of order"] += sum(later < earlier for earlier, later in pairwise(places))
    return +found
