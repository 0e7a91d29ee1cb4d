"""What was measured, as tables in Markdown, and beside the bot of `rasa init`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from benchmarks.report import table
from benchmarks.serving.figures import ratio
from benchmarks.serving.load import GENERATOR, IDLE
from benchmarks.serving.measure import PERCENTILES, Level, Measured
from benchmarks.serving.systems import BOT, SYSTEMS

BASE = "stock"
"""Which all others are compared with: like ours, it has the turn on the disk before it answers."""
CROWD = 32
"""Conversations at once at which waiting times are compared."""


def report(measured: Mapping[str, Measured]) -> Iterator[str]:
    """All tables, in the order in which the systems were measured."""
    counts = [one.conversations for one in next(iter(measured.values())).levels]
    sections = {
        "Messages a second, by conversations at once": _rates(measured, counts),
        "Milliseconds until the answer: 50th, 95th and 99th percentile": _latencies(measured, counts),
        "Milliseconds of a turn, by the message's number in its conversation": _turns(measured),
        "Start, memory and processor time": _costs(measured),
        "What went wrong": _failures(measured),
    }
    for heading, lines in sections.items():
        yield from (f"**{heading}**", "", *lines, "")
    if BASE in measured:
        yield from ("**Beside `rasa init` on SQLite**", "", *_ratios(measured))


def _rates(measured: Mapping[str, Measured], counts: list[int]) -> Iterator[str]:
    rows = ([_title(name), *(number(one.rate) for one in system.levels)] for name, system in measured.items())
    return table(["", *map(str, counts)], rows)


def _latencies(measured: Mapping[str, Measured], counts: list[int]) -> Iterator[str]:
    rows = ([_title(name), *map(_percentiles, system.levels)] for name, system in measured.items())
    return table(["", *map(str, counts)], rows)


def _percentiles(level: Level) -> str:
    return " / ".join(number(level.latency[share]) for share in PERCENTILES)


def _turns(measured: Mapping[str, Measured]) -> Iterator[str]:
    places = sorted(next(iter(measured.values())).turns)
    rows = ([_title(name), *(number(one.turns[place]) for place in places)] for name, one in measured.items())
    return table(["", *(f"{place:,}" for place in places)], rows)


def _costs(measured: Mapping[str, Measured]) -> Iterator[str]:
    """Memory of one bot process, as it is resident, and what of it is no file's; and of all that runs beside."""
    header = [
        "",
        "first answer, s",
        "bot, MB",
        "of it no file's",
        "beside it, MB",
        "bots, ms a message",
        "beside them, ms a message",
    ]
    return table(header, ([_title(name), *_cost(one)] for name, one in measured.items()))


def _cost(one: Measured) -> list[str]:
    spent = crowd(one).processor
    beside = sum(value for name, value in spent.items() if name not in {BOT, GENERATOR, IDLE})
    own = one.memory[BOT].own / one.bots
    around = sum(held.proportional for name, held in one.memory.items() if name != BOT)
    return [number(value) for value in (one.first_answer, megabytes(one), own, around, spent[BOT], beside)]


def megabytes(one: Measured) -> float:
    """Resident, of one bot process."""
    return one.memory[BOT].resident / one.bots


def crowd(one: Measured) -> Level:
    """The load at which systems are compared, or the nearest to it that was measured."""
    return min(one.levels, key=lambda level: abs(level.conversations - CROWD))


def _failures(measured: Mapping[str, Measured]) -> Iterator[str]:
    header = ["", "answered", "errors", "kept otherwise than answered", "load of the machine"]
    rows = (
        [
            _title(name),
            f"{sum(level.answered for level in one.levels):,}",
            _counted(_summed(level.errors for level in one.levels)),
            _counted(one.faults) if one.is_checked else "-",
            f"{one.busy:.1f}",
        ]
        for name, one in measured.items()
    )
    return table(header, rows)


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for count in counts:
        for name, times in count.items():
            total[name] = total.get(name, 0) + times
    return total


def _counted(what: Mapping[str, int]) -> str:
    return ", ".join(f"{times:,} {name}" for name, times in what.items()) or "0"


def _ratios(measured: Mapping[str, Measured]) -> Iterator[str]:
    base = measured[BASE]
    header = ["", "messages a second", "95th percentile", "first answer", "memory", "turn 1,000 / turn 10"]
    return table(header, ([_title(name), *_beside(one, base)] for name, one in measured.items()))


def _beside(one: Measured, base: Measured) -> list[str]:
    """All but the last of them with CROWD conversations at once."""
    return [
        f"{number(ratio(crowd(one).rate, crowd(base).rate))} times",
        share(crowd(one).latency[95], crowd(base).latency[95]),
        share(one.first_answer, base.first_answer),
        share(megabytes(one), megabytes(base)),
        number(ratio(one.turns[1000], one.turns[10])),
    ]


def share(ours: float, theirs: float) -> str:
    """As one would say it: a thirtieth is `1/30`, but three halves are `1.5`."""
    part = ratio(ours, theirs)
    return f"1/{number(1 / part)}" if 0 < part < 1 else number(part)


def number(value: float) -> str:
    """With about three digits that count; a dash for what was not measured."""
    if math.isnan(value):
        return "-"
    places = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{value:,.{min(places, 2)}f}"


def _title(name: str) -> str:
    return SYSTEMS[name].title
