"""`make bench-nlu`: what understands residents best, on the same data in one run.

python -m benchmarks.nlu [--share 0.1] [--epochs 100] [--only ours ...] [--public FOLDER]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.examples import questions, split, training_examples
from benchmarks.measure import Measured, judged, measure, measure_apart, save
from benchmarks.report import systems
from benchmarks.systems import SYSTEMS

RESULTS = Path("benchmarks/results")


def main() -> None:
    options = _options()
    if options.command == "one":
        save(_one(options), options.answer)
        return
    if options.public:
        from benchmarks.public import report as public_report

        _tell("public", public_report(options.public))
    if options.dev is None:
        sys.exit("which questions? Set MADOGUCHI_EVAL to a folder with <language>/questions.jsonl")
    _tell("systems", _systems(options))


def _systems(options: argparse.Namespace) -> Iterator[str]:
    """All systems on one share of the examples; then, on all of them, those that this takes minutes."""
    names = options.only or list(SYSTEMS)
    quick = [name for name in names if not SYSTEMS[name].is_slow]
    yield f"Trained on {options.share:.0%} of the examples, DIET for {options.epochs} epochs:\n"
    yield from _compared(names, options.share, options)
    if options.share < 1 and quick:
        yield "\nTrained on all examples:\n"
        yield from _compared(quick, 1.0, options)


def _compared(names: Sequence[str], share: float, options: argparse.Namespace) -> Iterator[str]:
    measured = {}
    for name in names:
        told = [name, "--data", options.data, "--dev", options.dev, "--share", share, "--epochs", options.epochs]
        measured[name] = measure_apart([str(one) for one in told])
        print(f"{name}: trained and asked", file=sys.stderr, flush=True)
    asked = questions(options.dev)
    return systems(measured, {name: judged(asked, one.got) for name, one in measured.items()})


def _one(options: argparse.Namespace) -> Measured:
    entry = SYSTEMS[options.system]
    examples = training_examples(options.data)
    known = split(examples, options.share)[0] if options.share < 1 else examples
    return measure(options.system, lambda: entry.make(options.epochs), known, questions(options.dev))


def _tell(name: str, lines: Iterator[str]) -> None:
    """To the terminal and to `benchmarks/results/<name>.md`."""
    text = "\n".join(lines)
    print(text, end="\n\n", flush=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text + "\n", "utf8")


def _options() -> argparse.Namespace:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=Path("data/nlu"))
    shared.add_argument("--dev", type=Path, default=os.environ.get("MADOGUCHI_EVAL"))
    shared.add_argument("--share", type=float, default=0.02, help="of the training data, stratified")
    shared.add_argument("--epochs", type=int, default=30, help="of DIET")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    every = commands.add_parser("all", parents=[shared], help="train and score the systems, one after another")
    every.add_argument("--only", nargs="+", choices=SYSTEMS)
    every.add_argument("--public", type=Path, help="a folder with hint3/ and clinc150/")
    one = commands.add_parser("one", parents=[shared], help="one system, into a file")
    one.add_argument("system", choices=SYSTEMS)
    one.add_argument("answer", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
