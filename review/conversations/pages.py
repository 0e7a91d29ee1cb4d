"""The pages: all conversations, by what is asked for, and one of them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from review.conversations import intents
from review.conversations.filters import Filter
from review.conversations.listing import listed
from review.conversations.models import Conversation, Message, SavedFilter, Tag
from review.conversations.neighbours import PLACE, SEARCH_LIST, address, way
from review.conversations.shown import first_words, lines, rows
from review.queue.words import why
from review.site.auditing import CONVERSATION, SEARCH
from review.site.roles import GROUPS, Role, allowed


@allowed(Role.REVIEWER, audit=SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    form = Filter(request.GET)
    found = listed(form, request.GET.get(PLACE, ""))
    conversations = Conversation.objects.in_bulk([entry.conversation for entry in found.entries])
    places = [
        (conversations[one.conversation], one.place) for one in found.entries if one.conversation in conversations
    ]
    words = first_words(conversations.values()) | _searched(form, [place for _one, place in places])
    listing = rows([(one, address(one.pk, SEARCH_LIST, place, request.GET), False) for one, place in places], words)
    query = request.GET.copy()
    query.pop(PLACE, None)
    saved = SavedFilter.objects.filter(Q(by_id=request.user.pk) | Q(is_shared=True))
    context = {"form": form, "rows": listing, "further": found.further, "query": query.urlencode(), "saved": saved}
    return render(request, "conversations/search.html", context | {"is_first": PLACE not in request.GET})


def _searched(form: Filter, places: list[str]) -> dict[int, str]:
    """The messages that were searched for, by their conversations."""
    if not form.is_about_messages:
        return {}
    return dict(Message.objects.filter(pk__in=places).values_list("conversation_id", "text"))


@allowed(Role.REVIEWER, audit=CONVERSATION)
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Conversation.objects.select_related("flagged_for"), pk=pk)
    return render(request, "conversations/conversation.html", context(request, shown))


def context(request: HttpRequest, shown: Conversation) -> dict[str, object]:
    """What the page of a conversation says."""
    colleagues = User.objects.filter(is_active=True, groups__name__in=[role.group for role in GROUPS])
    return {
        "conversation": shown,
        "lines": lines(shown),
        "way": way(shown, request.GET),
        "why": why(shown.reasons),
        "language": intents.language(shown.language),
        "channel": intents.channel(shown.channel),
        "intents": intents.choices(),
        "notes": shown.notes.select_related("by"),
        "tags": shown.tags.all(),
        "known_tags": Tag.objects.exclude(conversations=shown)[:50],
        "colleagues": colleagues.exclude(username=request.user.get_username()).distinct().order_by("username"),
        "query": request.GET.urlencode(),
    }
