"""JSON as the tables hold it."""

from __future__ import annotations

import json
from typing import Any

import orjson


def encoded(value: Any) -> str:
    """Compact; with escapes where there is a lone surrogate, a number over 64 bits or a key that is no text."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)


def decoded(text: str) -> Any:
    return orjson.loads(text) if "\\ud" not in text else json.loads(text)
