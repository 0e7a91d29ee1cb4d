"""The queue as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from review.conversations import intents
from review.conversations.models import Conversation
from review.conversations.neighbours import QUEUE_LIST, address
from review.conversations.shown import first_words, rows
from review.queue.order import rare_languages, waiting
from review.site.auditing import QUEUE
from review.site.roles import Role, allowed

PAGE = 25


@allowed(Role.REVIEWER, audit=QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    languages = list(intents.content().languages)
    here = Conversation.objects.filter(pk=_number(request.GET.get("after"))).first()
    rare = rare_languages(languages)
    found = waiting(languages, rare, here, longest=PAGE + 1)
    shown = found[:PAGE]
    words = first_words(one.conversation for one in shown)
    listed = rows([(one.conversation, address(one.conversation.pk, QUEUE_LIST), one.is_rare) for one in shown], words)
    return render(
        request,
        "queue/queue.html",
        {
            "rows": listed,
            "further": shown[-1].conversation.pk if len(found) > PAGE else None,
            "is_first": here is None,
            "rare": [intents.language(code) for code in languages if code in rare],
        },
    )


def _number(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 19 else 0
