"""`make bench-nlu`: what understands residents best, on the same data in one run.

python -m benchmarks.nlu all [--share 0.1] [--epochs 100] [--only ours ...] [--public FOLDER] [--resume]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.examples import questions, split, training_examples
from benchmarks.measure import Measured, judged, measure, measure_apart, save
from benchmarks.report import systems
from benchmarks.systems import SYSTEMS

RESULTS = Path("benchmarks/results")
MEASURED = Path("var/understanding")
"""What a run has measured of each system, for one that goes on where it was cut."""


def main() -> None:
    options = _options()
    if options.command == "one":
        save(_one(options), options.answer)
        return
    if options.public:
        from benchmarks.public import report as public_report

        print(_keep("public", public_report(options.public)))
    if options.dev is None:
        sys.exit("which questions? Set MADOGUCHI_EVAL to a folder with <language>/questions.jsonl")
    for names, share in _comparisons(options):
        print(_compare(names, share, options), flush=True)


def _comparisons(options: argparse.Namespace) -> Iterator[tuple[list[str], float]]:
    """On all examples the systems that this takes minutes; then all on one share of them, the slow ones last."""
    names = sorted(options.only or SYSTEMS, key=lambda name: SYSTEMS[name].is_slow)
    quick = [name for name in names if not SYSTEMS[name].is_slow]
    if options.share < 1 and quick:
        yield quick, 1.0
    yield names, options.share


def _compare(names: Sequence[str], share: float, options: argparse.Namespace) -> str:
    """The report, which is kept as far as it has come: a large share takes DIET hours."""
    measured: dict[str, Measured] = {}
    asked, kept = questions(options.dev), ""
    for name in names:
        measured[name] = measure_apart(_told(name, share, options), _answer(name, share, options))
        print(f"{name}: trained and asked", file=sys.stderr, flush=True)
        rows = {one: measured[one] for one in SYSTEMS if one in measured}
        heading = f"Trained on {share:.0%} of the examples, DIET for {options.epochs} epochs:\n"
        kept = _keep(
            f"systems-{share:.0%}",
            [heading, *systems(rows, {one: judged(asked, held.got) for one, held in rows.items()})],
        )
    return kept


def _told(name: str, share: float, options: argparse.Namespace) -> list[str]:
    told = [name, "--data", options.data, "--dev", options.dev, "--share", share, "--epochs", options.epochs]
    return [str(one) for one in told]


def _answer(name: str, share: float, options: argparse.Namespace) -> Path:
    """Where this is kept; what another run has left there goes, unless this one resumes it."""
    answer = MEASURED / f"{name}-{share:.0%}-{options.epochs}.json"
    answer.parent.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        answer.unlink(missing_ok=True)
    return answer


def _one(options: argparse.Namespace) -> Measured:
    entry = SYSTEMS[options.system]
    examples = training_examples(options.data)
    known = split(examples, options.share)[0] if options.share < 1 else examples
    return measure(options.system, lambda: entry.make(options.epochs), known, questions(options.dev))


def _keep(name: str, lines: Iterable[str]) -> str:
    """In `benchmarks/results/<name>.md`."""
    text = "\n".join(lines) + "\n"
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text, "utf8")
    return text


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
    every.add_argument("--resume", action="store_true", help="leave out what a run that was cut has measured")
    one = commands.add_parser("one", parents=[shared], help="one system, into a file")
    one.add_argument("system", choices=SYSTEMS)
    one.add_argument("answer", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
