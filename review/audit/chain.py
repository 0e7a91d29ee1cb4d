"""The chain of hashes: each is made of its row and of the hash before it, so that no row can change unnoticed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any, Protocol

BEGINNING = "0" * 64
"""What stands before the first row."""


class Row(Protocol):
    """What is hashed of a row."""

    number: int
    at: dt.datetime
    account: int | None
    name: str
    address: str
    action: str
    subject: str
    details: str
    previous: str


def canonical(value: Any) -> str:
    """JSON in the one way in which it can be written: keys sorted, no spaces, ASCII (RFC 8259)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest(row: Row) -> str:
    """SHA-256 over all of a row but its own hash. The time in UTC, to the microsecond."""
    said = {
        "number": row.number,
        "at": row.at.astimezone(dt.timezone.utc).isoformat(timespec="microseconds"),
        "account": row.account,
        "name": row.name,
        "address": row.address,
        "action": row.action,
        "subject": row.subject,
        "details": row.details,
        "previous": row.previous,
    }
    return hashlib.sha256(canonical(said).encode("ascii")).hexdigest()
