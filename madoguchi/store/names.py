"""What conversations and messages are called by."""

from __future__ import annotations

from madoguchi.store.tables import LONGEST_NAME


class NoReference(ValueError):
    """Nothing that a conversation or a message can be called by: empty, too long, or not text."""


def named(reference: str) -> None:
    """Raises NoReference for what one of the databases could not hold."""
    if not 0 < len(reference) <= LONGEST_NAME or not reference.isprintable():
        raise NoReference(f"a reference has 1 to {LONGEST_NAME} printable characters")
