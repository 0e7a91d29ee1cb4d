"""Judging the turns of a dialogue against what was expected of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from madoguchi.evaluation.questions import FALLBACK, OUT_OF_SCOPE

Wording = str | list[str]
"""What a reply must contain: a string, or a list of which one is enough."""


def faults(expected: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Everything about one turn's answer, as `madoguchi converse` writes it, that is not as expected."""
    return [*_intent(expected, answer), *_language(expected, answer), *_text(expected, answer["text"])]


def _intent(expected: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    wanted, got = expected.get("intent"), answer["intent"]
    right = {wanted, *(expected.get("accept") or ())} | ({FALLBACK} if wanted == OUT_OF_SCOPE else set())
    # Only a bot on this machine tells which intent it acted on.
    if wanted and got and got not in right:
        yield f"intent {got} instead of {wanted}"


def _language(expected: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    wanted = expected.get("lang")
    if wanted and answer["language"] != wanted:
        yield f"language {answer['language']} instead of {wanted}"


def _text(expected: dict[str, Any], text: str) -> Iterator[str]:
    wanted: list[Wording] = [*(expected.get("must_contain") or ()), *(expected.get("both") or ())]
    yield from (f"without {_first(one)}" for one in wanted if not _holds(text, one))
    yield from (f"with {_first(one)}" for one in expected.get("must_not_contain") or () if _holds(text, one))


def _holds(text: str, wording: Wording) -> bool:
    return any(one in text for one in _alternatives(wording))


def _first(wording: Wording) -> str:
    return repr(next(iter(_alternatives(wording)), ""))


def _alternatives(wording: Wording) -> list[str]:
    return [wording] if isinstance(wording, str) else wording
