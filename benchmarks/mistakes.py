"""What is still misunderstood of examples that were not learnt, by kind.

    python -m benchmarks.mistakes [--share 0.2]

One example in 25 is held out and asked; the language is identified, the threshold that of config.yml.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.ablations import HELD_OUT
from benchmarks.examples import split, training_examples
from benchmarks.measure import judged
from benchmarks.report import percent, table
from benchmarks.systems import Ours
from madoguchi.evaluation.questions import FALLBACK, OUT_OF_SCOPE, Judged, by_language, confusions, macro
from madoguchi.language.words import words

REFUSED = "a question that the page answers, refused"
NEAR = "taken for another of its group"
FAR = "taken for one of another group"
ANSWERED = "out of scope, answered from the page"
TALKED = "out of scope, taken for small talk or a wish"
KINDS = (REFUSED, NEAR, FAR, ANSWERED, TALKED)
SHORT = 3
"""Words of a short message."""
MOST = 15
"""Pairs of intents that are shown."""


def kind(told: Judged, groups: Mapping[str, str]) -> str | None:
    """None where it was understood."""
    if told.is_right:
        return None
    if not told.is_in_scope:
        return ANSWERED if told.is_wrong_answer else TALKED
    if told.got in (FALLBACK, OUT_OF_SCOPE):
        return REFUSED
    return NEAR if groups[told.got] == groups[told.wanted] else FAR


def groups_of(folder: Path) -> dict[str, str]:
    """The group of each intent: the name of the file that it stands in."""
    held = {path.stem: yaml.load(path.read_text("utf8"), yaml.CSafeLoader)["nlu"] for path in folder.glob("*.yml")}
    return {one["intent"]: group for group, intents in held.items() for one in intents}


def report(told: Sequence[Judged], groups: Mapping[str, str]) -> Iterator[str]:
    score = macro(by_language(told).values())
    yield ", ".join(
        f"{percent(share)} {name}"
        for name, share in (
            ("in scope", score.in_scope),
            ("out of scope", score.out_of_scope),
            ("wrong answers", score.wrong_answers),
        )
    )
    yield ""
    languages = sorted({one.language for one in told})
    yield from table(["", *languages, "all", f"of {SHORT} words or fewer"], _rows(told, groups, languages))
    yield ""
    pairs = ([wanted, got, str(len(ones))] for wanted, got, ones in confusions(told, MOST))
    yield from table(["what was asked", "what was understood", "times"], pairs)


def _rows(told: Sequence[Judged], groups: Mapping[str, str], languages: Sequence[str]) -> Iterator[list[str]]:
    by_kind = Counter((kind(one, groups), one.language) for one in told)
    short = Counter(kind(one, groups) for one in told if _is_short(one))
    for name in KINDS:
        counts = [by_kind[name, language] for language in languages]
        yield [name, *map(str, [*counts, sum(counts), short[name]])]
    yield ["asked", *(str(sum(one.language == code for one in told)) for code in languages), *_sizes(told)]


def _sizes(told: Sequence[Judged]) -> list[str]:
    return [str(len(told)), str(sum(map(_is_short, told)))]


def _is_short(one: Judged) -> bool:
    return len(words(one.text, one.language)) <= SHORT


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mistakes")
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    parser.add_argument("--share", type=float, default=1.0, help="of the examples that are not held out, stratified")
    options = parser.parse_args()
    held_out, rest = split(training_examples(options.data), HELD_OUT, seed=1)
    known, ours = split(rest, options.share)[0], Ours()
    ours.train(known)
    told = judged(held_out, [ours.predict(one.text) for one in held_out])
    print(f"{len(known):,} learnt, {len(held_out):,} held out")
    print("\n".join(report(told, groups_of(options.data / "en"))))


if __name__ == "__main__":
    main()
