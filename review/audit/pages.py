"""The audit log as a page for administrators."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from review.audit import actions
from review.audit.filters import AuditFilter
from review.audit.models import Entry, Head
from review.site.auditing import AUDIT
from review.site.controls import visible
from review.site.roles import Role, allowed

PAGE = 50
BEFORE = "before"


@dataclass(frozen=True)
class Row:
    """A row of the log in words, with what could mislead made visible."""

    entry: Entry
    action: str
    subject: str
    details: list[tuple[str, str]]


@allowed(Role.ADMINISTRATOR, audit=AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    form = AuditFilter(request.GET)
    found = form.entries()
    before = request.GET.get(BEFORE, "")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(number__lt=int(before))
    entries = list(found[: PAGE + 1])
    query = request.GET.copy()
    query.pop(BEFORE, None)
    context = {
        "form": form,
        "rows": [row(entry) for entry in entries[:PAGE]],
        "further": entries[PAGE - 1].number if len(entries) > PAGE else None,
        "is_first": not before,
        "query": query.urlencode(),
        "head": Head.objects.get(),
    }
    return render(request, "audit/audit.html", context)


def row(entry: Entry) -> Row:
    details = [(visible(key), _told(value)) for key, value in _flat(json.loads(entry.details))]
    return Row(entry, actions.name(entry.action), visible(entry.subject), details)


def _flat(details: dict[str, Any]) -> list[tuple[str, Any]]:
    """What was asked for stands among the rest."""
    asked = details.pop("asked", {})
    return [*details.items(), *asked.items()]


def _told(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return visible(", ".join(str(one) for one in values))
