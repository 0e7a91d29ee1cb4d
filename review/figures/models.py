"""The sums of each day, from which the figures are taken. They hold numbers alone, nobody's words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

NAME = 255


class Sum(models.Model):
    """Of one day in Japan, one language and one channel."""

    day = models.DateField()
    language = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class HourSum(Sum):
    """Residents' messages of one hour; one in which the hotline opens or closes has two rows."""

    hour = models.PositiveSmallIntegerField()
    is_open = models.BooleanField()
    """Whether the hotline answered the telephone then."""
    messages = models.PositiveIntegerField()
    typed = models.PositiveIntegerField()
    """Of them, what was written rather than pressed."""
    fallbacks = models.PositiveIntegerField()
    outside = models.PositiveIntegerField()
    """Understood as a question that the page does not answer."""
    helpful = models.PositiveIntegerField()
    unhelpful = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="figures_hour_day")]


class IntentSum(Sum):
    """Residents' messages that were understood as one intent."""

    intent = models.CharField(max_length=NAME, blank=True)
    messages = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="figures_intent_day")]


class ConversationSum(Sum):
    """Conversations that began on the day, by how they went."""

    outcome = models.CharField(max_length=12)
    conversations = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="figures_conversation_day")]


class Stale(models.Model):
    """A day whose sums are to be counted again.

    A day may stand here more than once: whoever counts deletes only the rows seen before counting, so that what
    another transaction adds in the meantime is not forgotten.
    """

    day = models.DateField(db_index=True)
