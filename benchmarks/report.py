"""The benchmarks' results as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.measure import Measured
from benchmarks.systems import SYSTEMS
from madoguchi.evaluation.questions import Judged, Score, by_language, macro

COSTS = ["examples", "training, s", "median, ms", "peak, MB"]
FIGURES = (
    ("In scope, right", lambda score: score.in_scope),
    ("Out of scope, recognised", lambda score: score.out_of_scope),
    ("Wrong answers", lambda score: score.wrong_answers),
)


def systems(measured: Mapping[str, Measured], told: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """The means and costs of each system, then each figure by language."""
    scores = {name: by_language(judged) for name, judged in told.items()}
    yield from table(
        ["", "in scope", "out of scope", "wrong answers", *COSTS],
        ([_title(name), *_shares(macro(scores[name].values())), *_costs(one)] for name, one in measured.items()),
    )
    for heading, figure in FIGURES:
        languages = sorted({language for one in scores.values() for language in one})
        yield f"\n{heading}:\n"
        rows = ([_title(name), *(percent(figure(one[code])) for code in languages)] for name, one in scores.items())
        yield from table(["", *languages], rows)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(header)
    yield _line(["---", *["---:"] * (len(header) - 1)])
    yield from map(_line, rows)


def percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _title(name: str) -> str:
    return SYSTEMS[name].title


def _shares(score: Score) -> list[str]:
    return [percent(one) for one in (score.in_scope, score.out_of_scope, score.wrong_answers)]


def _costs(one: Measured) -> list[str]:
    return [f"{one.examples:,}", f"{one.train_seconds:.0f}", f"{one.milliseconds:.1f}", f"{one.megabytes:.0f}"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
