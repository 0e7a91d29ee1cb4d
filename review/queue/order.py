"""The queue: conversations that wait for a reviewer, the worst first.

Its order is that of a priority and a bonus for languages of which few messages were reviewed. Each language is read by
an index of its own and the languages are merged, so that the queue costs the same however long it is.
"""

from __future__ import annotations

import heapq
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from review.conversations.models import Conversation, Judgement

FEW = 20
"""Reviewed messages of a language from which on it needs no more than the others."""
BONUS = 30
LONGEST = 26
"""Of one language: no page shows more, and one to know whether there are more."""


@dataclass(frozen=True)
class Waiting:
    """A conversation in the queue. `is_rare`: few of its language were reviewed."""

    conversation: Conversation
    is_rare: bool

    @property
    def key(self) -> tuple[int, float, int]:
        """The greatest comes first."""
        bonus = BONUS if self.is_rare else 0
        return self.conversation.priority + bonus, self.conversation.last.timestamp(), self.conversation.pk


def waiting(
    languages: Iterable[str],
    rare: Container[str],
    here: Conversation | None = None,
    *,
    backwards: bool = False,
    longest: int = LONGEST,
) -> Iterator[Waiting]:
    """The queue from the beginning, or from one conversation on; backwards from there. At least the `longest` first."""
    place = Waiting(here, here.language in rare) if here is not None else None
    streams = [_of(language, language in rare, place, backwards)[:longest] for language in languages]
    found = ((Waiting(one, one.language in rare) for one in stream) for stream in streams)
    return heapq.merge(*found, key=lambda one: one.key, reverse=not backwards)


def rare_languages(languages: Iterable[str]) -> set[str]:
    """Languages of which fewer than FEW messages were reviewed."""
    counts = {language: Judgement.objects.filter(language=language)[:FEW].count() for language in languages}
    return {language for language, count in counts.items() if count < FEW}


def _of(language: str, is_rare: bool, here: Waiting | None, backwards: bool) -> QuerySet[Conversation]:
    """One language's part of the queue; where few of a language were reviewed, what gives no other reason too."""
    found = Conversation.objects.filter(done__isnull=True, language=language)
    if not is_rare:
        found = found.filter(priority__gt=0)
    if here is not None:
        found = found.filter(_beyond(here, BONUS if is_rare else 0, backwards))
    order = ("priority", "last", "pk") if backwards else ("-priority", "-last", "-pk")
    return found.order_by(*order)


def _beyond(here: Waiting, bonus: int, backwards: bool) -> Q:
    priority, last, pk = here.key[0] - bonus, here.conversation.last, here.conversation.pk
    if backwards:
        return Q(priority__gt=priority) | Q(priority=priority) & (Q(last__gt=last) | Q(last=last, pk__gt=pk))
    return Q(priority__lt=priority) | Q(priority=priority) & (Q(last__lt=last) | Q(last=last, pk__lt=pk))
