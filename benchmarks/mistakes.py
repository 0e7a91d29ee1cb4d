"""What is still misunderstood of examples that were not learnt, by threshold and by kind.

    python -m benchmarks.mistakes [--share 0.2]

One example in 25 is held out and asked, its language identified. The kinds are those at the threshold of config.yml.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.ablations import HELD_OUT, figures
from benchmarks.examples import Example, split, training_examples
from benchmarks.measure import judged
from benchmarks.report import percent, table
from benchmarks.systems import Ours, acted_on, threshold
from madoguchi.evaluation.questions import FALLBACK, OUT_OF_SCOPE, Judged, confusions
from madoguchi.language.words import words
from madoguchi.understanding.classifier import Ranking

REFUSED = "a question that the page answers, refused"
NEAR = "taken for another of its group"
FAR = "taken for one of another group"
ANSWERED = "out of scope, answered from the page"
TALKED = "out of scope, taken for small talk or a wish"
KINDS = (REFUSED, NEAR, FAR, ANSWERED, TALKED)
SHORT = 3
"""Words of a short message."""
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7)
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


def by_threshold(asked: Sequence[Example], rankings: Sequence[Ranking]) -> Iterator[str]:
    told = {one: judged(asked, [acted_on(ranking, one) for ranking in rankings]) for one in THRESHOLDS}
    rows = ([str(one), *map(percent, figures(answers))] for one, answers in told.items())
    yield from table(["threshold", "in scope", "out of scope", "wrong answers"], rows)


def by_kind(told: Sequence[Judged], groups: Mapping[str, str]) -> Iterator[str]:
    languages = sorted({one.language for one in told})
    yield from table(["", *languages, "all", f"of {SHORT} words or fewer"], _rows(told, groups, languages))
    yield ""
    pairs = ([wanted, got, str(len(ones))] for wanted, got, ones in confusions(told, MOST))
    yield from table(["what was asked", "what was understood", "times"], pairs)


def _rows(told: Sequence[Judged], groups: Mapping[str, str], languages: Sequence[str]) -> Iterator[list[str]]:
    found = Counter((kind(one, groups), one.language) for one in told)
    short = Counter(kind(one, groups) for one in told if _is_short(one))
    for name in KINDS:
        counts = [found[name, language] for language in languages]
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
    rankings = [ours.ranking(one.text) for one in held_out]
    told = judged(held_out, [acted_on(one, threshold(Path("config.yml"))) for one in rankings])
    print(f"{len(known):,} learnt, {len(held_out):,} held out\n")
    print("\n".join([*by_threshold(held_out, rankings), "", *by_kind(told, groups_of(options.data / "en"))]))


if __name__ == "__main__":
    main()
