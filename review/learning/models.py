"""The tables of what is to be learnt, and of the models that came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from review.conversations.models import NAME, Message
from review.learning.sentences import count


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    LEARNT = "learnt", _("learnt")


class Candidate(models.Model):
    """A sentence that may become training data. What its sender takes back before it is learnt is gone."""

    message = models.OneToOneField(Message, null=True, on_delete=models.CASCADE, related_name="candidate")
    text = models.TextField()
    language = models.CharField(max_length=8)
    intent = models.CharField(max_length=NAME)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    nearest = models.JSONField(default=list)
    """Training examples that are like it, nearest first: `text`, `intent`, `likeness` from 0 to 1."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-at", "-id"], name="candidate_state")]

    def __str__(self) -> str:
        return f"{self.pk}"


class Standing(models.TextChoices):
    TRIED = "tried", _("tried")
    LIVE = "live", _("live")
    RETIRED = "retired", _("was live")


class Trained(models.Model):
    """A model, what it learnt from reviews, and how it did beside the one before it."""

    name = models.CharField(max_length=64)
    """Its file in models/, without the ending."""
    before = models.CharField(max_length=64, blank=True)
    """The model that it was compared with."""
    at = models.DateTimeField(auto_now_add=True)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.TRIED)
    promoted_at = models.DateTimeField(null=True)
    sentences = models.JSONField(default=dict)
    """All that it learnt from reviews: language, intent, texts."""
    sentences_before = models.JSONField(default=dict)
    """The same of the model before, to go back to."""
    scores = models.JSONField(default=dict)
    """By part, `tests` and `corrections`: how many `messages`, right `before` and `after`, and which `changed`."""
    taken_out = models.PositiveIntegerField(default=0)
    """Sentences that it was trained again without, since whoever wrote them has taken them back."""
    is_outdated = models.BooleanField(default=False)
    """Whether it has learnt what was taken back since."""

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def learnt(self) -> int:
        """How many sentences it has that the one before had not."""
        return count(self.sentences) - count(self.sentences_before)


class Withdrawn(models.Model):
    """An accepted sentence that was taken back: what stands in the training data with this hash is to go from there."""

    language = models.CharField(max_length=8)
    intent = models.CharField(max_length=NAME)
    digest = models.CharField(max_length=64)
    """SHA-256: the words themselves are gone."""

    def __str__(self) -> str:
        return f"{self.pk}"
