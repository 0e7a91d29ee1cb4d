"""The tables of conversations: what is taken over from the bot, and what staff add to it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NAME = 255
"""Characters of whatever the bot calls by a name."""


class Outcome(models.TextChoices):
    """How a conversation went, by the worst that happened in it."""

    ANSWERED = "answered", _("answered")
    FELL_BACK = "fell_back", _("not understood")
    HANDED_OFF = "handed_off", _("handed over to the telephone")


class Tag(models.Model):
    """A word of the staff's own for conversations."""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Conversation(models.Model):
    """One conversation, under the reference that the bot has for it."""

    reference = models.CharField(max_length=NAME, unique=True)
    channel = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True)
    """Of the latest reply."""
    locale = models.CharField(max_length=16, blank=True)
    started = models.DateTimeField()
    last = models.DateTimeField()
    turns = models.PositiveIntegerField(default=0)
    """Messages of the resident."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.ANSWERED)
    confidence = models.FloatField(null=True)
    """The lowest of what the resident wrote, 0 to 1; none where only buttons were pressed."""
    reasons = models.PositiveIntegerField(default=0)
    """Bits of `review.queue.reasons.Reason`: why it deserves eyes."""
    priority = models.PositiveIntegerField(default=0)
    done = models.DateTimeField(null=True, blank=True)
    """When staff were through with it; none while it waits."""
    flagged_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="flagged"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="conversations")

    class Meta:
        indexes: ClassVar = [
            # Whatever is filtered by is in it, so that looking for what is rare reads nothing else.
            models.Index(
                fields=[
                    *("-last", "-id", "language", "channel", "outcome", "confidence"),
                    *("priority", "done", "flagged_for"),
                ],
                name="conversation_found",
            ),
            models.Index(fields=["started", "language", "channel", "outcome"], name="conversation_began"),
            models.Index(
                fields=["language", "-priority", "-last", "-id"],
                condition=models.Q(done__isnull=True),
                name="conversation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Author(models.TextChoices):
    RESIDENT = "resident", _("Resident")
    BOT = "bot", _("Madoguchi")


class Message(models.Model):
    """What one side said. `event` is the bot's id of it: none is taken over twice."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    event = models.BigIntegerField(unique=True)
    author = models.CharField(max_length=8, choices=Author.choices)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    is_unsent = models.BooleanField(default=False)
    """The resident has taken it back: the text is gone."""

    # Of the resident's.
    known_as = models.CharField(max_length=NAME, blank=True)
    """The channel's id of the message, which feedback names."""
    is_button = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    intent = models.CharField(max_length=NAME, blank=True)
    confidence = models.FloatField(null=True)
    runner_up = models.CharField(max_length=NAME, blank=True)
    runner_up_confidence = models.FloatField(null=True)
    masked = models.JSONField(default=list)
    """What the privacy gate removed, by the recognisers' names."""
    reasons = models.PositiveIntegerField(default=0)
    helpful = models.BooleanField(null=True)
    """What the resident thought of the answer to it."""
    opinion = models.TextField(blank=True)

    # Of the bot's.
    answers = models.CharField(max_length=NAME, blank=True)
    """The intent whose answer it is."""
    handoff = models.CharField(max_length=NAME, blank=True)
    beside = models.JSONField(default=dict)
    """What was shown beside the text: `passages`, `buttons`, `phones`."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "event"], name="message_order"),
            models.Index(fields=["intent", "-id"], name="message_intent"),
            models.Index(fields=["author", "at"], name="message_at"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_fallback(self) -> bool:
        return self.intent == FALLBACK

    @property
    def anchor(self) -> str:
        return f"message-{self.pk}"


FALLBACK = "nlu_fallback"


class Verdict(models.TextChoices):
    RIGHT = "right", _("right")
    WRONG = "wrong", _("wrong")


class Judgement(models.Model):
    """Whether the bot understood a message, and what it should have understood."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="judgement")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    language = models.CharField(max_length=8, blank=True)
    """The message's, to count how many of a language were reviewed."""
    said = models.DateTimeField(null=True)
    """When the message was written, for the figures of a period: to look at each message would take too long."""
    understood = models.CharField(max_length=NAME)
    """The intent that was judged."""
    intent = models.CharField(max_length=NAME, blank=True)
    """What it should have been; empty where the reviewer did not say."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="judgements")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by", "-at"], name="judgement_by"),
            models.Index(fields=["language"], name="judgement_language"),
            models.Index(fields=["said", "language", "understood", "verdict"], name="judgement_said"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.verdict}"


class Note(models.Model):
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="notes")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.pk}"


class SavedFilter(models.Model):
    """A search under a name, of one member of staff or of all."""

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="filters")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "name"], name="one_filter_of_a_name")]

    def __str__(self) -> str:
        return self.name
