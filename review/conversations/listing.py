"""Conversations in order, a page at a time, in a time that does not grow with how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from review.conversations.filters import Filter
from review.conversations.models import Author, Conversation, Message
from review.search import index
from review.search.grams import matches, phrases

PAGE = 25
LOOKED_AT = (200, 1000)
"""Messages that are looked at for one page, first and if those were not enough: where words are asked for along with
other things that hold for few, the list says how far it has looked, and goes on from there."""
TOGETHER = 1000
"""Messages whose conversations are read at once."""


@dataclass(frozen=True)
class Entry:
    """A conversation in a list, and the place at which the list goes on from it."""

    conversation: int
    place: str


@dataclass(frozen=True)
class Listed:
    entries: list[Entry]
    further: str
    """The place from which to go on; empty at the end."""


def listed(asked: Filter, place: str = "", *, backwards: bool = False, size: int = PAGE) -> Listed:
    """Latest first, from the place on; the nearest before it, if backwards. A place that is none is the beginning."""
    walk = _by_messages if asked.is_about_messages else _by_conversations
    return walk(asked, place, backwards, size)


def _by_conversations(asked: Filter, place: str, backwards: bool, size: int) -> Listed:
    found = asked.conversations()
    here = Conversation.objects.filter(pk=int(place)).first() if place.isdecimal() else None
    if here is not None:
        found = found.filter(_beyond(here, backwards))
    order = ("last", "pk") if backwards else ("-last", "-pk")
    ids = list(found.order_by(*order).values_list("pk", flat=True)[: size + 1])
    entries = [Entry(one, str(one)) for one in ids[:size]]
    return Listed(entries, entries[-1].place if len(ids) > size else "")


def _beyond(here: Conversation, backwards: bool) -> Q:
    # The first condition follows from the second, but only it can be looked up in the index.
    if backwards:
        return Q(last__gte=here.last) & (Q(last__gt=here.last) | Q(pk__gt=here.pk))
    return Q(last__lte=here.last) & (Q(last__lt=here.last) | Q(pk__lt=here.pk))


def _by_messages(asked: Filter, place: str, backwards: bool, size: int) -> Listed:
    """Each conversation at the latest of its messages that has what is asked for."""
    entries: list[Entry] = []
    start = int(place) if place.isdecimal() else None
    for count in LOOKED_AT:
        hits = next_hits(asked, start, backwards, count)
        for message, conversation in _latest(hits, asked, backwards):
            if len(entries) == size:
                return Listed(entries, entries[-1].place)
            entries.append(Entry(conversation, str(message)))
        if len(hits) < count:
            return Listed(entries, "")
        start = hits[-1]
    return Listed(entries, str(start))


def next_hits(asked: Filter, start: int | None, backwards: bool, count: int) -> list[int]:
    """The next messages with these words, or with this intent where no words are asked for."""
    found = index.condition(asked.asked.get("q", ""))
    if found is not None:
        return index.hits(*found, start=start, backwards=backwards, count=count)
    messages = Message.objects.filter(author=Author.RESIDENT)
    if intent := asked.asked.get("intent"):
        messages = messages.filter(intent=intent)
    else:
        return []  # words were asked for, but there are none in the query
    if start is not None:
        messages = messages.filter(pk__gt=start) if backwards else messages.filter(pk__lt=start)
    return list(messages.order_by("pk" if backwards else "-pk").values_list("pk", flat=True)[:count])


def _latest(hits: list[int], asked: Filter, backwards: bool) -> Iterator[tuple[int, int]]:
    """Those hits after which nothing more in the same conversation is one, each with its conversation."""
    for start in range(0, len(hits), TOGETHER):
        found = sorted(wanted(hits[start : start + TOGETHER], asked).items(), reverse=not backwards)
        # A page needs few of them, and for each all that the resident said is read.
        for first in range(0, len(found), PAGE):
            some = found[first : first + PAGE]
            last = _last_of({conversation for _pk, conversation in some}, asked)
            yield from ((pk, conversation) for pk, conversation in some if last.get(conversation) == pk)


def wanted(hits: list[int], asked: Filter) -> dict[int, int]:
    """Of these messages, those in conversations that are asked for; each with its conversation."""
    messages = Message.objects.filter(pk__in=hits).filter(asked.condition("conversation__"))
    if intent := asked.asked.get("intent"):
        messages = messages.filter(intent=intent)
    return dict(messages.values_list("pk", "conversation_id"))


def _last_of(conversations: set[int], asked: Filter) -> dict[int, int]:
    """The latest message in each of the conversations that has what is asked for."""
    messages = Message.objects.filter(conversation__in=conversations, author=Author.RESIDENT)
    if intent := asked.asked.get("intent"):
        messages = messages.filter(intent=intent)
    wanted = phrases(asked.asked.get("q", ""))
    rows = messages.order_by("pk").values_list("pk", "conversation_id", "text")
    return {conversation: pk for pk, conversation, text in rows if matches(wanted, text)}
