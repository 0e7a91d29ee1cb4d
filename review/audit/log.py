"""Writing to the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from review.audit.chain import canonical, digest
from review.audit.models import Entry, Head

LONGEST = 500
"""Characters of one value. What is asked for may be as long as a client likes."""
MOST = 40
"""Values of one row, for the same reason."""


@transaction.atomic
def append(action: str, subject: str = "", *, who: Any = None, address: str = "", **details: Any) -> Entry:
    """Adds a row; within a transaction of the caller's, it is there if and only if what it tells of is."""
    # On PostgreSQL others wait here for this transaction's end, on SQLite already at its beginning.
    head = Head.objects.select_for_update().get()
    is_known = who is not None and who.is_authenticated
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        account=who.pk if is_known else None,
        name=who.get_username() if is_known else "",
        address=address,
        action=action,
        subject=storable(subject),
        details=canonical(_plain(details)),
        previous=head.hash,
    )
    entry.hash = digest(entry)
    entry.save()
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


def storable(text: str) -> str:
    """Without what a database refuses: NUL in PostgreSQL, lone surrogates in both."""
    cut = text[:LONGEST].replace("\0", "\ufffd")
    return cut.encode("utf8", "replace").decode("utf8")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {storable(str(key)): _plain(one) for key, one in list(value.items())[:MOST]}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value[:MOST]]
    return value if value is None or isinstance(value, (bool, int)) else storable(str(value))
