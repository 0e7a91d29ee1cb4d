"""All conversations that are asked for, once each, in a memory that does not grow with how many there are.

Each batch is a query of its own that begins where the last one ended: no snapshot of the database stays open while a
slow client loads the file. What orders them never changes while the bot writes on: the number of the conversation, or
of the first message in it that has what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from review.conversations.filters import Filter
from review.conversations.listing import next_hits, wanted
from review.conversations.models import Author, Conversation, Message
from review.search.grams import matches, phrases

BATCH = 200


def batches(asked: Filter) -> Iterator[list[Conversation]]:
    """Each with its tags, its flag and nothing of its messages."""
    ids = _by_messages(asked) if asked.is_about_messages else _by_conversations(asked)
    for batch in ids:
        rows = Conversation.objects.filter(pk__in=batch).select_related("flagged_for").prefetch_related("tags")
        by_id = rows.in_bulk()
        yield [by_id[pk] for pk in batch if pk in by_id]


def messages(conversations: list[Conversation]) -> QuerySet[Message]:
    """All that was said in these, each conversation's in the order in which it was said."""
    said = Message.objects.filter(conversation__in=[one.pk for one in conversations])
    return said.select_related("judgement__by").order_by("conversation_id", "event")


def _by_conversations(asked: Filter) -> Iterator[list[int]]:
    found, last = asked.conversations().order_by("pk").values_list("pk", flat=True), 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]


def _by_messages(asked: Filter) -> Iterator[list[int]]:
    last: int | None = 0
    while batch := next_hits(asked, last, True, BATCH):
        found = wanted(batch, asked)
        first = _first_of(set(found.values()), asked)
        yield [found[pk] for pk in sorted(found) if first.get(found[pk]) == pk]
        last = batch[-1]


def _first_of(conversations: set[int], asked: Filter) -> dict[int, int]:
    """The first message in each of the conversations that has what is asked for."""
    said = Message.objects.filter(conversation__in=conversations, author=Author.RESIDENT)
    if intent := asked.asked.get("intent"):
        said = said.filter(intent=intent)
    words = phrases(asked.asked.get("q", ""))
    rows = said.order_by("-pk").values_list("pk", "conversation_id", "text").iterator()
    return {conversation: pk for pk, conversation, text in rows if matches(words, text)}
