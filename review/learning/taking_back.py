"""What was learnt and is then taken back by whoever wrote it is unlearnt.

Its words go from the tables at once. From the training data they go when the next model is trained, since a bot whose
data have changed can't start before it has been trained; until then a hash says which they are.

What goes only because it is old stays learnt: an editor has accepted it as an example that names nobody.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from madoguchi.serving.stores import days_kept
from review.conversations.models import Message
from review.learning import sentences
from review.learning.models import Candidate, Standing, State, Trained, Withdrawn
from review.learning.sentences import Example

WANTED = [State.ACCEPTED, State.LEARNT]
CORRECTIONS = "corrections"
"""The part of a model's scores that has residents' words in it."""


def on_withdrawn(messages: list[int], **_more: Any) -> None:
    """Before the words go: whatever was made of them goes with them."""
    candidates = Candidate.objects.filter(message__in=messages)
    aged = candidates.filter(state=State.LEARNT, message__conversation__last__lt=_oldest())
    aged.update(message=None)
    gone = [Example(one.language, one.intent, one.text) for one in candidates.filter(state__in=WANTED)]
    candidates.delete()
    judged = Message.objects.filter(pk__in=messages, judgement__isnull=False)
    _forget({one for one in gone if not _is_anothers(one)}, set(judged.values_list("language", "text")))


def take_out(root: Path, train: Callable[[Path], Path]) -> int:
    """Takes out of the training data what was taken back, and trains without it; how many sentences that were."""
    noted = list(Withdrawn.objects.values_list("pk", flat=True))
    if count := waiting(root):
        sentences.write(root / "data", remaining(sentences.reviewed(root / "data")))
        _replace_models(root, train(root).name.removesuffix(".tar.gz"), count)
    Withdrawn.objects.filter(pk__in=noted).delete()
    return count


def waiting(root: Path) -> int:
    """How many sentences of the training data are still to be taken out."""
    learnt = sentences.reviewed(root / "data")
    return sentences.count(learnt) - sentences.count(remaining(learnt))


def remaining(learnt: sentences.Sentences) -> dict[str, dict[str, list[str]]]:
    """Of these sentences, those that nobody has taken back."""
    gone = set(Withdrawn.objects.values_list("language", "intent", "digest"))
    return sentences.kept(learnt, lambda one: (one.language, one.intent, digest(one.text)) not in gone)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _oldest() -> dt.datetime:
    """A conversation that ended before is deleted for its age, and by nobody's wish."""
    return timezone.now() - dt.timedelta(days=days_kept(os.environ))


def _is_anothers(gone: Example) -> bool:
    """Whether somebody else has said the same, which was accepted too."""
    return Candidate.objects.filter(
        language=gone.language, intent=gone.intent, text=gone.text, state__in=WANTED
    ).exists()


@transaction.atomic
def _forget(gone: set[Example], judged: set[tuple[str, str]]) -> None:
    for trained in Trained.objects.all() if gone or judged else ():
        learnt = sentences.kept(trained.sentences, lambda one: one not in gone)
        trained.is_outdated |= learnt != trained.sentences
        trained.sentences = learnt
        trained.sentences_before = sentences.kept(trained.sentences_before, lambda one: one not in gone)
        trained.scores = _without(trained.scores, judged)
        trained.save(update_fields=["sentences", "sentences_before", "scores", "is_outdated"])
    Withdrawn.objects.bulk_create(
        Withdrawn(language=one.language, intent=one.intent, digest=digest(one.text)) for one in gone
    )


def _without(scores: dict[str, Any], judged: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The same counts, and the messages that are left of those that were told one by one."""
    part = scores.get(CORRECTIONS)
    if not part:
        return scores
    changed = [one for one in part["changed"] if (one["language"], one["text"]) not in set(judged)]
    return scores | {CORRECTIONS: part | {"changed": changed}}


def _replace_models(root: Path, model: str, count: int) -> None:
    """In place of those that have learnt what was taken back: some keep their examples word by word."""
    outdated = set(Trained.objects.filter(is_outdated=True).values_list("name", flat=True))
    live = Trained.objects.filter(standing=Standing.LIVE)
    live.update(name=model, taken_out=F("taken_out") + count, is_outdated=False)
    for name in outdated - {model}:
        (root / "models" / f"{name}.tar.gz").unlink(missing_ok=True)
