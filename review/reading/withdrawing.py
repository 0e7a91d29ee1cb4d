"""What was deleted, taken back or masked there is gone here."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.dispatch import Signal

from madoguchi.store.amendments import UNSENT
from review.conversations.models import Author, Conversation, Message
from review.reading.events import Happening, Said
from review.reading.source import Source
from review.reading.taking import parts
from review.search import index

BATCH = 2000
withdrawn = Signal()
"""Sent with `messages`, the ids of those whose words are gone, in the transaction in which they go."""


def withdraw(source: Source) -> int:
    """Takes over what was changed in the bot's database since; how many changes that were."""
    changes = source.changes(BATCH)
    if not changes:
        return 0
    events = {event for _change, event in changes}
    remaining, happenings = source.again(events)
    with transaction.atomic():
        if _delete(events - remaining) + _amend(happenings):
            index.scrub()
            transaction.on_commit(_empty_log)
    # Only now: if this ends before, the same changes come again, and find nothing left to do.
    source.taken_over(change for change, _event in changes)
    return len(changes)


def _delete(events: Iterable[int]) -> int:
    conversations: set[int] = set()
    count = 0
    for part in parts(sorted(events)):
        messages = list(
            Message.objects.filter(event__in=part).only("id", "text", "author", "conversation", "is_unsent")
        )
        _forget(messages)
        conversations.update(one.conversation_id for one in messages)
        Message.objects.filter(pk__in=[one.pk for one in messages]).delete()
        count += len(messages)
    for ids in parts(sorted(conversations)):
        Conversation.objects.filter(pk__in=ids, messages__isnull=True).delete()
    return count


def _amend(happenings: Iterable[Happening]) -> int:
    """Takes over texts that read otherwise now: their sender took them back, or they held a piece of a number."""
    said = {one.event: one.text for one in happenings if isinstance(one, Said)}
    messages = [one for one in Message.objects.filter(event__in=said) if one.text != said[one.event or 0]]
    _forget(messages)
    for message in messages:
        message.text = said[message.event or 0]
        if message.text == UNSENT:
            message.is_unsent, message.opinion = True, ""
    Message.objects.bulk_update(messages, ["text", "is_unsent", "opinion"])
    index.add((one.pk, one.text) for one in messages if not one.is_unsent)
    return len(messages)


def _forget(messages: list[Message]) -> None:
    """Takes them out of the index, and out of whatever else was made of their words."""
    spoken = [one for one in messages if one.author == Author.RESIDENT and not one.is_unsent]
    index.remove([(one.pk, one.text) for one in spoken])
    withdrawn.send(None, messages=[one.pk for one in messages])


def _empty_log() -> None:
    """SQLite overwrites pages as they are freed, and keeps them as they were in its log until that is emptied."""
    if index.is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
