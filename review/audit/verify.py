"""Whether the audit log is as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from review.audit.chain import BEGINNING, digest
from review.audit.models import Entry, Head

TOGETHER = 2000
"""Rows that are in memory at once."""


class Broken(Exception):
    """Names the first row that is not as it was written, and what is wrong with it."""


@dataclass(frozen=True)
class Link:
    """A row by its number and its hash; noted elsewhere, it shows later that all up to there is unchanged."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parsed(cls, written: str) -> Link:
        """Raises ValueError."""
        number, _, hash = written.partition(":")
        if not number.isdecimal() or len(hash) != len(BEGINNING):
            raise ValueError("not written as NUMBER:HASH")
        return cls(int(number), hash.lower())


def verify(noted: Link | None = None) -> Link:
    """The last row, if the chain up to it is whole. Raises Broken."""
    last = Link(0, BEGINNING)
    for entry in _rows():
        if fault := _fault(entry, last) or _otherwise(entry, noted):
            raise Broken(f"row {min(entry.number, last.number + 1)}: {fault}")
        last = Link(entry.number, entry.hash)
    head = Head.objects.get()
    if Link(head.number, head.hash) != last:
        raise Broken(f"row {last.number + 1}: missing, the log ends too early")
    if noted is not None and noted.number > last.number:
        raise Broken(f"row {last.number + 1}: missing, row {noted.number} was known")
    return last


def _rows() -> Iterator[Entry]:
    # Page by page, since a row that is read while the log grows must not keep a snapshot of the database open.
    last = -1
    while page := list(Entry.objects.filter(number__gt=last).order_by("number")[:TOGETHER]):
        yield from page
        last = page[-1].number


def _fault(entry: Entry, last: Link) -> str:
    if entry.number != last.number + 1:
        return "missing"
    if entry.previous != last.hash:
        return "does not follow the row before it"
    return "changed" if digest(entry) != entry.hash else ""


def _otherwise(entry: Entry, noted: Link | None) -> str:
    is_other = noted is not None and entry.number == noted.number and entry.hash != noted.hash
    return "not the row that was noted" if is_other else ""
