"""Files of what was searched for. That they were asked for is in the audit log before their first byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from review.conversations.filters import Filter
from review.export import walk
from review.export.columns import CONVERSATION, MESSAGE, Column
from review.export.files import TYPES, written
from review.site.auditing import EXPORT
from review.site.roles import Role, allowed

TOGETHER = 100
"""Rows sent at once."""


@allowed(Role.EDITOR, audit=EXPORT)
@require_GET
def conversations(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    rows = chain.from_iterable(walk.batches(Filter(request.GET)))
    return _file("conversations", kind, CONVERSATION, rows)


@allowed(Role.EDITOR, audit=EXPORT)
@require_GET
def messages(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """All messages of the conversations that were searched for."""
    found = (walk.messages(batch).iterator(chunk_size=TOGETHER) for batch in walk.batches(Filter(request.GET)))
    return _file("messages", kind, MESSAGE, chain.from_iterable(found))


def _file(name: str, kind: str, columns: list[Column[Any]], rows: Iterable[Any]) -> StreamingHttpResponse:
    parts = _spoken(written(kind, columns, rows), translation.get_language())
    response = StreamingHttpResponse(parts, content_type=TYPES[kind])
    day: dt.date = timezone.localdate()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day:%Y-%m-%d}.{kind}"'
    return response


def _spoken(parts: Iterator[str], language: str | None) -> Iterator[bytes]:
    """The body is made after the request's language was put away, so each piece is made in it anew."""
    while True:
        with translation.override(language):
            piece = list(islice(parts, TOGETHER))
        if not piece:
            return
        yield "".join(piece).encode("utf8", "replace")
