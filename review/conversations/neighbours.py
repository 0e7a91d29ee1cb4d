"""The way through a list: which conversation comes next, and which came before."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from review.conversations import intents
from review.conversations.filters import Filter
from review.conversations.listing import Entry, listed
from review.conversations.models import Conversation
from review.queue.order import rare_languages, waiting

LIST = "in"
"""The parameter that says from which list a conversation was opened."""
PLACE = "place"
QUEUE_LIST, SEARCH_LIST = "queue", "search"


@dataclass(frozen=True)
class Way:
    """Addresses; empty where the list ends, or where there is none."""

    before: str
    after: str
    list: str


def address(conversation: int, kind: str, place: str = "", query: QueryDict | None = None) -> str:
    """Of a conversation in a list."""
    kept = _query(query) if query is not None else {}
    beside = {LIST: kind} | ({PLACE: place} if place else {}) | kept
    return f"{reverse('conversation', args=[conversation])}?{urlencode(beside)}"


def way(conversation: Conversation, query: QueryDict) -> Way:
    if query.get(LIST) == QUEUE_LIST:
        rare = rare_languages(list(intents.content().languages))
        before, after = (_waiting(conversation, rare, backwards) for backwards in (True, False))
        return Way(before, after, reverse("queue"))
    if query.get(LIST) == SEARCH_LIST:
        kept = _query(query)
        before, after = (_found(conversation, query, backwards) for backwards in (True, False))
        return Way(before, after, f"{reverse('search')}?{urlencode(kept)}")
    return Way("", "", "")


def _waiting(conversation: Conversation, rare: set[str], backwards: bool) -> str:
    languages = list(intents.content().languages)
    nearest = next(iter(waiting(languages, rare, conversation, backwards=backwards, longest=1)), None)
    return address(nearest.conversation.pk, QUEUE_LIST) if nearest else ""


def _found(conversation: Conversation, query: QueryDict, backwards: bool) -> str:
    place = query.get(PLACE) or str(conversation.pk)
    entries = listed(Filter(query), place, backwards=backwards, size=1).entries
    return _address(entries[0], query) if entries else ""


def _address(entry: Entry, query: QueryDict) -> str:
    return address(entry.conversation, SEARCH_LIST, entry.place, query)


def _query(query: QueryDict) -> dict[str, str]:
    """What is asked for, without the way through it."""
    return {key: str(query[key]) for key in Filter.base_fields if query.get(key)}
