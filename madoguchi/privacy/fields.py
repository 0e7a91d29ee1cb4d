"""What a client controls beside its text: names, payloads, ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from madoguchi.privacy.clean import clean
from madoguchi.privacy.gate import Gate

_NUMBER = re.compile("[0-9]{12}")
_IDS = UUID("5d3c2f0e-8a77-4c2f-9d0b-b6a1f5b3f3aa")
"""The namespace of ids that are made in place of a client's (RFC 9562, section 5.5)."""
DEEPEST = 8
"""Levels of nesting; what lies deeper is dropped."""


def scrub(gate: Gate, value: Any, levels: int = DEEPEST) -> Any:
    """A JSON value with every string in it, keys included, clean and masked; numbers as the gate would leave them.

    For whatever a channel keeps beside the text: a display name, a postback's data, metadata.
    """
    if isinstance(value, str):
        return gate.mask(clean(value)).text
    if value is None or isinstance(value, bool) or not levels:
        return value if levels else None
    if isinstance(value, int | float):
        return None if gate.mask(str(value)).found else value
    if isinstance(value, Mapping):
        return {str(scrub(gate, str(key))): scrub(gate, one, levels - 1) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub(gate, one, levels - 1) for one in value]
    return None


def harmless_id(given: UUID) -> str:
    """The client's own id; where twelve decimal digits stand in it, as a My Number would, another in its place.

    The same id gives the same one each time. One in seventy random ids has such digits.
    """
    made = given
    while _NUMBER.search(made.hex):
        made = uuid5(_IDS, made.hex)
    return str(made)
