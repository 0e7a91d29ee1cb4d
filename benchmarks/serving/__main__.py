"""`make bench`, `make bench-scale`, `make bench-soak`: what a message costs to serve, with how much it grows, and
whether it stays so.

The load comes from a process of its own on the same machine, and nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict

from benchmarks.serving.curves import draw
from benchmarks.serving.load import by_language
from benchmarks.serving.measure import Measured, measure
from benchmarks.serving.rasa_init import learnt_and_held_out
from benchmarks.serving.scale import scale
from benchmarks.serving.soak import soak
from benchmarks.serving.systems import ROOT, SYSTEMS
from benchmarks.serving.table import report
from madoguchi.serving.supervisor import handling, interrupt

RESULTS = ROOT / "benchmarks/results"
CONVERSATIONS = [1, 8, 32, 200]
PROCESSES = [1, 2, 4]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = options.add_subparsers(dest="kind", required=True)
    compare = kinds.add_parser("compare", help="beside the bot of `rasa init`")
    compare.add_argument("--seconds", type=float, default=10, help="of each load (10)")
    compare.add_argument("--conversations", type=int, nargs="+", default=CONVERSATIONS, help="at once")
    compare.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    scaling = kinds.add_parser("scale", help="one to many processes, and what more messages need")
    scaling.add_argument("--seconds", type=float, default=20, help="of each load (20)")
    scaling.add_argument("--processes", type=int, nargs="+", default=PROCESSES)
    soaking = kinds.add_parser("soak", help="errors and growth under a steady load")
    soaking.add_argument("--seconds", type=float, default=20, help="in which the limit is measured (20)")
    soaking.add_argument("--minutes", type=float, default=30)
    soaking.add_argument("--system", choices=["sqlite", "postgresql"], default="postgresql")
    given = options.parse_args()
    questions = by_language(learnt_and_held_out(ROOT)[1])
    with handling(interrupt):  # so that whatever ends this ends the bots, too
        if given.kind == "compare":
            comparison(given.systems, questions, given.conversations, given.seconds)
        elif given.kind == "scale":
            told("scaling", *scale(given.processes, questions, given.seconds))
        else:
            told("soak", *soak(given.system, questions, given.minutes, given.seconds))


def comparison(
    systems: list[str], questions: Mapping[str, list[str]], conversations: list[int], seconds: float
) -> None:
    """Prints the tables and draws the curves; keeps them after each system, so that a run may be broken off."""
    measured: dict[str, Measured] = {}
    for name in systems:
        with SYSTEMS[name].start() as system:
            measured[name] = measure(system, questions, conversations, seconds)
        print(f"measured: {name}, at a load of {measured[name].busy:.1f}", file=sys.stderr, flush=True)
        tables = "\n".join(report(measured))
        keep("serving", tables, {name: asdict(one) for name, one in measured.items()})
        draw(measured, RESULTS)
    print(tables)


def told(name: str, text: str, figures: object) -> None:
    print(text)
    keep(name, text, figures)


def keep(name: str, text: str, figures: object) -> None:
    """The tables for people in a file, the figures in another."""
    (RESULTS / f"{name}.md").write_text(text.rstrip() + "\n", "utf8")
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
