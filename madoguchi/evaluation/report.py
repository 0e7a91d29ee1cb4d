"""The scores as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from madoguchi.evaluation.questions import Judged, Score, by_language, confusions, macro

MOST_CONFUSIONS = 12
EXAMPLES = 2
ROW = "{:<8}{:>14}{:>14}{:>16}{:>12}"


def of_questions(judged: Sequence[Judged]) -> Iterator[str]:
    """A row for each language and the macro mean, then the most frequent confusions with examples."""
    scores = by_language(judged)
    yield ROW.format("", "in scope", "out of scope", "wrong answers", "questions")
    yield from (_row(language, score) for language, score in scores.items())
    yield _row("macro", macro(scores.values()))
    for wanted, got, ones in confusions(judged, MOST_CONFUSIONS):
        yield f"\n{len(ones)} x {wanted} taken for {got}"
        yield from (f"  {one.language}  {one.text}" for one in ones[:EXAMPLES])


def of_dialogues(faults: dict[str, list[str]]) -> Iterator[str]:
    """How many dialogues have no fault, and the faults of the others."""
    passed = sum(not found for found in faults.values())
    yield f"{passed} of {len(faults)} dialogues pass turn by turn"
    for name, found in faults.items():
        yield from (f"  {name} {fault}" for fault in found)


def _row(name: str, score: Score) -> str:
    shares = (score.in_scope, score.out_of_scope, score.wrong_answers)
    return ROW.format(name, *("-" if share is None else f"{share:.1%}" for share in shares), score.questions)
