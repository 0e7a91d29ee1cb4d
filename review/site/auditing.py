"""The one place by which every look at a conversation goes before anything of it is shown."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from django.http import HttpRequest

accessed = Signal()
"""Sent with `request`, `action`, `subject` and `details`. An error of a receiver's keeps the page from being shown."""

DENIED = "denied"
"""Somebody asked for what their role does not allow."""
QUEUE = "queue"
SEARCH = "search"
CONVERSATION = "conversation"
CORRECTION = "correction"
EXPORT = "export"
UNANSWERED = "unanswered"
"""What residents asked in vain, in their own words, put together."""
REPORT = "report"
AUDIT = "audit"
"""Of the audit log itself."""


def record(request: HttpRequest | None, action: str, subject: str = "", **details: Any) -> None:
    """Tells whoever keeps the audit log; `subject` is what was looked at, by its address or reference.

    Without a request, somebody did it on the command line.
    """
    accessed.send(None, request=request, action=action, subject=subject, details=details)
