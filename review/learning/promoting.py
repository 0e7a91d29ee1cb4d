"""Going live, and going back.

A model belongs to its data: it goes live by its sentences being written to data/nlu/, and the one before it comes back
by them being taken out again. The bot takes it at its next start.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from review.learning import sentences
from review.learning.models import Candidate, Standing, State, Trained
from review.learning.taking_back import remaining


class NotPossible(Exception):
    """There is nothing to promote or to go back to, or the data have changed since."""


def promote(root: Path, trained: Trained | None = None) -> Trained:
    """The given model, or the last that was tried. Raises NotPossible."""
    meant = {"pk": trained.pk} if trained else {"standing": Standing.TRIED}
    chosen = Trained.objects.filter(**meant).first()
    if chosen is None:
        raise NotPossible(_("No model was tried since the last one went live."))
    if chosen.is_outdated:
        raise NotPossible(_("A sentence that this model has learnt was taken back; learn again."))
    if sentences.reviewed(root / "data") != chosen.sentences_before:
        raise NotPossible(_("The training data have changed since this model was tried; learn again."))
    with transaction.atomic():
        Trained.objects.filter(standing=Standing.LIVE).update(standing=Standing.RETIRED)
        Trained.objects.filter(pk=chosen.pk).update(standing=Standing.LIVE, promoted_at=timezone.now())
        _mark(chosen, State.ACCEPTED, State.LEARNT)
        _write(root, chosen.sentences)
    chosen.refresh_from_db()
    return chosen


def roll_back(root: Path) -> Trained:
    """Makes the model before the live one live again; returns the one that was. Raises NotPossible."""
    current = Trained.objects.filter(standing=Standing.LIVE).first()
    if current is None:
        raise NotPossible(_("No model from reviews is live."))
    if remaining(sentences.reviewed(root / "data")) != current.sentences:
        raise NotPossible(_("The training data have changed since this model went live; take them back by hand."))
    with transaction.atomic():
        Trained.objects.filter(pk=current.pk).update(standing=Standing.RETIRED)
        before = Trained.objects.filter(name=current.before, standing=Standing.RETIRED).first()
        if before is not None:
            Trained.objects.filter(pk=before.pk).update(standing=Standing.LIVE)
        _mark(current, State.LEARNT, State.ACCEPTED)
        _write(root, current.sentences_before)
    current.refresh_from_db()
    return current


def _write(root: Path, learnt: sentences.Sentences) -> None:
    """Into data/nlu/, which a container has no right to."""
    try:
        sentences.write(root / "data", learnt)
    except OSError:
        raise NotPossible(
            _("Nothing can be written to data/nlu/ here. An engineer can do this on the command line, in a checkout.")
        ) from None


def _mark(trained: Trained, before: str, after: str) -> None:
    """Moves the candidates that this model learnt, and the one before it had not."""
    for language, intents in trained.sentences.items():
        for intent, texts in intents.items():
            known = trained.sentences_before.get(language, {}).get(intent, [])
            new = [text for text in texts if text not in known]
            same = Candidate.objects.filter(language=language, intent=intent, text__in=new, state=before)
            same.update(state=after)
