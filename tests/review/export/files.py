"""Files as tests read them, and conversations to be in them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from typing import Any

from django.http import StreamingHttpResponse
from django.test import Client

from review.conversations.models import Conversation, Message
from review.search import index

START = datetime(2026, 11, 25, 0, 0, tzinfo=timezone.utc)


def body(client: Client, name: str, **asked: Any) -> bytes:
    response = client.get(f"/export/{name}", asked)
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)  # type: ignore[arg-type]


def table(client: Client, name: str, **asked: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, f"{name}.csv", **asked).decode("utf-8-sig"), newline="")))


def lines(client: Client, name: str, **asked: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body(client, f"{name}.jsonl", **asked).splitlines()]


def conversations(client: Client, **asked: Any) -> list[int]:
    return [one["conversation"] for one in lines(client, "conversations", **asked)]


def on_screen(client: Client, **asked: Any) -> list[int]:
    """All pages of the search."""
    found: list[int] = []
    place = ""
    while True:
        context = client.get("/conversations/", asked | ({"place": place} if place else {})).context
        found += [row.conversation.pk for row in context["rows"]]
        if not (place := context["further"]):
            return sorted(found)


def converse(name: str, *texts: str, **more: Any) -> Conversation:
    """A conversation of these messages, as if it had been taken over."""
    number = Message.objects.count()
    at = START + timedelta(minutes=number)
    given = {"channel": "website", "language": "ja", "locale": "ja", "started": at, "last": at, "turns": len(texts)}
    made = Conversation.objects.create(reference=name, **given | more)
    for event, text in enumerate(texts, start=number + 1):
        told = {"author": "resident", "at": at, "text": text, "language": "ja", "intent": "hotline_hours"}
        message = Message.objects.create(conversation=made, event=event, confidence=0.5, **told)
        index.add([(message.pk, text)])
    return made
