"""What the tests look for in the audit log."""

from __future__ import annotations

import json
from typing import Any

from review.audit.models import Entry


def rows() -> list[tuple[str, str, str]]:
    """Who, what, of what; in the order of the log."""
    return list(Entry.objects.order_by("number").values_list("name", "action", "subject"))


def actions() -> list[str]:
    return [action for _name, action, _subject in rows()]


def details(entry: Entry | None = None) -> dict[str, Any]:
    """Of the last row, if none is given."""
    found: dict[str, Any] = json.loads((entry or Entry.objects.latest("number")).details)
    return found
