"""The queue: conversations that wait for a reviewer, the worst first.

Its order is that of a priority and a bonus for languages of which few messages were reviewed. Each language is read by
an index of its own and the languages are merged, so that the queue costs the same however long it is. All of them are
read in one statement, which Django's querysets can't say: with them it would be one for each language and direction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from review.conversations.models import Conversation

FEW = 20
"""Reviewed messages of a language from which on it needs no more than the others."""
BONUS = 30
LONGEST = 26
"""No page shows more, and one to know whether there are more."""
Place = tuple[int, dt.datetime, int]
FIRST: Place = (2**31 - 1, dt.datetime(9999, 1, 1, tzinfo=dt.timezone.utc), 0)
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
# A place that is compared as a row is looked up in the index; if it were said with OR, all before it would be read.
_ONWARDS = """SELECT * FROM (SELECT id FROM conversations_conversation
WHERE done IS NULL AND language = %s AND priority >= %s AND (priority, last, id) < (%s, %s, %s)
ORDER BY priority DESC, last DESC, id DESC LIMIT %s) AS part_{number}"""
_BACKWARDS = """SELECT * FROM (SELECT id FROM conversations_conversation
WHERE done IS NULL AND language = %s AND (priority, last, id) > (%s, %s, %s)
ORDER BY priority, last, id LIMIT %s) AS part_{number}"""
_FEW = """SELECT * FROM (SELECT %s AS language, COUNT(*) AS reviewed
FROM (SELECT 1 FROM conversations_judgement WHERE language = %s LIMIT %s) AS judged_{number}) AS part_{number}"""


@dataclass(frozen=True)
class Waiting:
    """A conversation in the queue. `is_rare`: few of its language were reviewed."""

    conversation: Conversation
    is_rare: bool

    @property
    def key(self) -> Place:
        """The greatest comes first."""
        one = self.conversation
        return one.priority + (BONUS if self.is_rare else 0), one.last, one.pk


def waiting(
    languages: Sequence[str],
    rare: Container[str],
    here: Conversation | None = None,
    *,
    backwards: bool = False,
    longest: int = LONGEST,
) -> list[Waiting]:
    """The queue's first, or those that come next from one conversation on; backwards from there."""
    place = FIRST if here is None else Waiting(here, here.language in rare).key
    part = _backwards if backwards else _onwards
    asked = [[*part(language, language in rare, place), longest] for language in languages]
    ids = [pk for (pk,) in _together(_BACKWARDS if backwards else _ONWARDS, asked)]
    found = [Waiting(one, one.language in rare) for one in Conversation.objects.filter(pk__in=ids)]
    return sorted(found, key=lambda one: one.key, reverse=not backwards)[:longest]


def rare_languages(languages: Sequence[str]) -> set[str]:
    """Languages of which fewer than FEW messages were reviewed."""
    counts = _together(_FEW, [[language, language, FEW] for language in languages])
    return {language for language, count in counts if count < FEW}


def _onwards(language: str, is_rare: bool, place: Place) -> list[Any]:
    return [language, _least(is_rare), *_bound(is_rare, place)]


def _backwards(language: str, is_rare: bool, place: Place) -> list[Any]:
    return [language, *max(_bound(is_rare, place), _bound(False, (_least(is_rare), LONG_AGO, 0)))]


def _least(is_rare: bool) -> int:
    """The priority that lets wait; where few of a language were reviewed, what gives no other reason waits too."""
    return 0 if is_rare else 1


def _bound(is_rare: bool, place: Place) -> tuple[Any, ...]:
    """The place as a language's own index has it, without the bonus."""
    priority, last, pk = place
    return priority - (BONUS if is_rare else 0), connection.ops.adapt_datetimefield_value(last), pk


def _together(part: str, asked: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The rows of the same question with different values."""
    parts = [part.format(number=number) for number in range(len(asked))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [value for values in asked for value in values])
        return list(cursor.fetchall())
