"""What the inbox takes of a delivery: events of which nobody's number, and nobody's id, can be read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from madoguchi.line.events import ANSWERED, OTHER, POSTBACK, TEXT, UNFOLLOW, UNKNOWN, UNSEND, Event, read
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Delivered
from madoguchi.privacy import SplitNumbers, clean

LONGEST_READ = 2000
"""Characters of a message that are understood, as on the website."""
IGNORED, SILENT = "ignored", "silent"


@dataclass(frozen=True)
class Entrance:
    """The privacy gate in front of the inbox; `payloads` are those of our own buttons."""

    numbers: SplitNumbers
    identity: Identity
    payloads: Collection[str]

    def admit(self, raw: Any) -> Delivered | None:
        """The event as it is kept; None for one that cannot be told from others."""
        event = read(raw)
        if event is None:
            return None
        masked = self._masked(event)
        works = masked.kind in {*ANSWERED, UNSEND, UNFOLLOW}
        return Delivered(
            event=masked.id,
            conversation=self.identity.conversation(*masked.owner),
            kind=masked.kind,
            message=masked.message,
            occurred=masked.occurred,
            content=self.identity.seal(asdict(masked)) if works else None,
            outcome=None if works else (IGNORED if masked.kind == UNKNOWN else SILENT),
        )

    def _masked(self, event: Event) -> Event:
        if event.kind == POSTBACK:
            return event if event.text in self.payloads else replace(event, kind=OTHER, text="")
        if event.kind != TEXT:
            return replace(event, text="")
        # Masked before it is cut, or half of a number would be left over.
        masked = self.numbers.mask(clean(event.text).strip())
        text = masked.text[:LONGEST_READ].strip()
        removed = max(0, *masked.tail) if masked.found else 0
        found = tuple(sorted(masked.found))
        return replace(event, kind=TEXT if text else OTHER, text=text, masked=found, removed=removed)
