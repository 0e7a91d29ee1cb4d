"""Scores of single questions: right in scope, right outside it, and wrong answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
ANSWERS = ("faq_", "hotline_", "ward_contact", "page_source")
"""How the intents begin that are answered from the page."""


@dataclass(frozen=True)
class Judged:
    """A question, the intents that are right for it, and the one that the bot acted on."""

    language: str
    text: str
    wanted: str
    accepted: frozenset[str]
    got: str

    @property
    def is_in_scope(self) -> bool:
        return self.wanted != OUT_OF_SCOPE

    @property
    def is_right(self) -> bool:
        """A fallback is right for what is out of scope, and for nothing else unless it is accepted."""
        return self.got in {self.wanted, *self.accepted} or (not self.is_in_scope and self.got == FALLBACK)

    @property
    def is_wrong_answer(self) -> bool:
        """Was something answered that was not asked?"""
        return not self.is_right and self.got.startswith(ANSWERS)


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1; one that has nothing to count is None."""

    in_scope: float | None
    out_of_scope: float | None
    wrong_answers: float | None
    questions: int


def score(judged: Sequence[Judged]) -> Score:
    return Score(
        in_scope=_share(one.is_right for one in judged if one.is_in_scope),
        out_of_scope=_share(one.is_right for one in judged if not one.is_in_scope),
        wrong_answers=_share(one.is_wrong_answer for one in judged),
        questions=len(judged),
    )


def by_language(judged: Iterable[Judged]) -> dict[str, Score]:
    sorted_out: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        sorted_out[one.language].append(one)
    return {language: score(sorted_out[language]) for language in sorted(sorted_out)}


def macro(scores: Iterable[Score]) -> Score:
    """The mean over languages, each counting the same however many questions it has."""
    scores = list(scores)
    return Score(
        in_scope=_mean(one.in_scope for one in scores),
        out_of_scope=_mean(one.out_of_scope for one in scores),
        wrong_answers=_mean(one.wrong_answers for one in scores),
        questions=sum(one.questions for one in scores),
    )


def confusions(judged: Iterable[Judged], most: int) -> list[tuple[str, str, list[Judged]]]:
    """What is most often taken for what: the intent wanted, the one got, and the questions."""
    found: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        if not one.is_right:
            found[one.wanted, one.got].append(one)
    ranked = Counter({pair: len(ones) for pair, ones in found.items()}).most_common(most)
    return [(*pair, found[pair]) for pair, _ in ranked]


def _share(right: Iterable[bool]) -> float | None:
    return _mean(float(one) for one in right)


def _mean(figures: Iterable[float | None]) -> float | None:
    counted = [figure for figure in figures if figure is not None]
    return fmean(counted) if counted else None
