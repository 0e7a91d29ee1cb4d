"""Two models side by side, message by message. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ALSO_RIGHT = {"out_of_scope": {"nlu_fallback"}}
"""Who is asked for what the page does not say may as well ask back."""


@dataclass(frozen=True)
class Question:
    """A message of which it is known what it means."""

    language: str
    text: str
    intent: str


def is_right(question: Question, predicted: str) -> bool:
    return predicted == question.intent or predicted in ALSO_RIGHT.get(question.intent, ())


def compared(questions: Sequence[Question], before: Sequence[str], after: Sequence[str]) -> dict[str, Any]:
    """How many are right by the one and by the other model, and each message on which they differ in that."""
    marks = [
        (one, old, new, is_right(one, old), is_right(one, new))
        for one, old, new in zip(questions, before, after, strict=True)
    ]
    changed = [
        {"language": one.language, "text": one.text, "intent": one.intent, "before": old, "after": new, "better": good}
        for one, old, new, was_good, good in marks
        if was_good != good
    ]
    return {
        "messages": len(marks),
        "before": sum(was_good for *_rest, was_good, _good in marks),
        "after": sum(good for *_rest, good in marks),
        "changed": sorted(changed, key=lambda one: bool(one["better"])),
    }


def report(part: str, scores: dict[str, Any]) -> list[str]:
    """The comparison as lines for the terminal."""
    told = [f"{part}: {scores['before']} of {scores['messages']} right before, {scores['after']} after"]
    for one in scores["changed"]:
        mark = "better" if one["better"] else "WORSE"
        told.append(f"  {mark}  [{one['language']}] {one['text']}: {one['before']} -> {one['after']}")
    return told
