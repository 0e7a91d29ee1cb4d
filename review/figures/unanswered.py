"""What nobody answered: what residents wrote that was not understood, or that the page does not answer, in groups."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.cache import cache

from review.conversations import intents
from review.conversations.models import FALLBACK, Author, Message
from review.figures.clusters import clusters
from review.figures.period import Period
from review.figures.sums import OUTSIDE, bounds

MOST = 1500
"""The latest messages that are looked at, which bounds time and memory."""
KEPT = 600
"""Seconds for which a grouping is remembered: as ids alone, so that withdrawn words are nowhere but in their table."""


@dataclass(frozen=True)
class Cluster:
    """Messages of one language that ask for the same, the most typical first."""

    messages: list[Message]

    @property
    def size(self) -> int:
        return len(self.messages)

    @property
    def typical(self) -> str:
        return self.messages[0].text

    @property
    def examples(self) -> list[Message]:
        """Up to three different wordings."""
        return list({one.text: one for one in reversed(self.messages)}.values())[::-1][:3]

    @property
    def language(self) -> str:
        return self.messages[0].language

    @property
    def spoken(self) -> str:
        """The language's name."""
        return intents.language(self.language)

    @property
    def latest(self) -> dt.datetime:
        return max(one.at for one in self.messages)


@dataclass(frozen=True)
class Unanswered:
    clusters: list[Cluster]
    """The largest first."""
    looked_at: int
    is_all: bool
    """Whether that were all of the period, or only the latest."""


def unanswered(period: Period) -> Unanswered:
    messages = _messages(period)
    looked_at = messages[:MOST]
    found = [Cluster([looked_at[place] for place in group]) for group in _remembered(looked_at)]
    return Unanswered(found, len(looked_at), len(messages) <= MOST)


def _messages(period: Period) -> list[Message]:
    """The latest, and one more if there is one."""
    start, end = bounds(period.since)[0], bounds(period.until)[1]
    found = Message.objects.filter(
        author=Author.RESIDENT,
        is_button=False,
        is_unsent=False,
        at__gte=start,
        at__lt=end,
    )
    if period.language:
        found = found.filter(language=period.language)
    if period.channel:
        found = found.filter(conversation__channel=period.channel)
    fields = ("text", "language", "at", "conversation_id")
    # One intent after the other, each the latest first by an index: of both at once, all would have to be sorted.
    latest = found.order_by("-pk").only(*fields)
    every = [one for intent in (FALLBACK, OUTSIDE) for one in latest.filter(intent=intent)[: MOST + 1]]
    return sorted(every, key=lambda one: -one.pk)[: MOST + 1]


def _remembered(messages: list[Message]) -> list[list[int]]:
    ids = ",".join(str(one.pk) for one in messages)
    key = f"figures-{hashlib.sha256(ids.encode()).hexdigest()}"
    found: list[list[int]] = cache.get_or_set(key, lambda: _grouped(messages), KEPT) or []
    return found


def _grouped(messages: list[Message]) -> list[list[int]]:
    """Groups of places, language by language: a language's words are nearer to each other than to what they mean."""
    groups = [group for places in _by_language(messages) for group in _within(messages, places)]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _within(messages: list[Message], places: list[int]) -> list[list[int]]:
    return [[places[number] for number in group] for group in clusters([messages[place].text for place in places])]


def _by_language(messages: list[Message]) -> Iterator[list[int]]:
    def language(place: int) -> str:
        return messages[place].language

    for _language, places in groupby(sorted(range(len(messages)), key=language), language):
        yield list(places)
