"""What becomes of a correction: a candidate, until an editor decides."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from review.conversations.models import Judgement, Message, Verdict
from review.learning import sentences
from review.learning.models import Candidate, State
from review.learning.similar import neighbours
from review.site.places import ROOT

DATA = ROOT / "data"


def on_judged(message: Message | None = None, judgement: Judgement | None = None, **_more: Any) -> None:
    """A message with the intent that it should have had is a candidate; what is no longer said of it, is none."""
    corrected = judgement.message if judgement is not None else message
    if corrected is None:
        return
    waiting = Candidate.objects.filter(message=corrected, state=State.WAITING)
    if judgement is None or judgement.verdict != Verdict.WRONG or not judgement.intent:
        waiting.delete()
        return
    text = sentences.line(corrected.text)
    if text and not Candidate.objects.filter(message=corrected).exclude(state=State.WAITING).exists():
        _suggest(corrected, text, judgement)


def _suggest(message: Message, text: str, judgement: Judgement) -> None:
    near = neighbours(text, examples(message.language))
    Candidate.objects.update_or_create(
        message=message,
        defaults={
            "text": text,
            "language": message.language,
            "intent": judgement.intent,
            "by": judgement.by,
            "at": judgement.at,
            "nearest": [dataclasses.asdict(one) for one in near],
        },
    )


def decide(candidate: Candidate, state: str, by: Any) -> None:
    """Accepts or rejects, or leaves it waiting again; what was learnt already stays."""
    Candidate.objects.filter(pk=candidate.pk).exclude(state=State.LEARNT).update(
        state=state, decided_by=by, decided_at=timezone.now()
    )


def examples(language: str) -> tuple[sentences.Example, ...]:
    """The training data of a language, as it is now."""
    files = sorted((DATA / "nlu" / language).glob("*.yml")) if language else []
    return _examples(DATA, language, tuple(file.stat().st_mtime_ns for file in files))


@lru_cache(maxsize=12)
def _examples(data: Path, language: str, _changed: tuple[int, ...]) -> tuple[sentences.Example, ...]:
    return tuple(sentences.examples(data, language))
