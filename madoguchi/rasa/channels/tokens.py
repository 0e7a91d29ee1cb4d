"""Session tokens: a conversation's id and its page's language, signed by the server."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from itsdangerous import BadSignature, URLSafeSerializer

SHORTEST_SECRET = 32
"""Characters; 128 bits even if each is a hexadecimal digit."""
REMEMBERED = 1000
"""Tokens that were read last: a conversation sends its own with each message."""


@dataclass(frozen=True)
class Session:
    """One tab of one resident."""

    conversation: str
    language: str | None = None
    script: str | None = None


class Tokens:
    """Issues and reads tokens, so that nobody reads or continues another's conversation.

    Raises ValueError at start-up for a secret that is missing or too short to be one.
    """

    def __init__(self, secret: str | None) -> None:
        if not secret or secret.startswith("${") or len(secret) < SHORTEST_SECRET:
            raise ValueError(f"MADOGUCHI_SECRET: set it to {SHORTEST_SECRET} random characters or more")
        self._serializer = URLSafeSerializer(secret, salt="madoguchi.website.session")
        self.read: Callable[[str], Session | None] = lru_cache(REMEMBERED)(self._read)
        """The session, or None for a token that this server did not issue."""

    def issue(self, language: str | None, script: str | None) -> str:
        """A token for a new conversation with 128 random bits."""
        return str(self._serializer.dumps([secrets.token_hex(16), language, script]))

    def _read(self, token: str) -> Session | None:
        try:
            return Session(*self._serializer.loads(token))
        except (BadSignature, TypeError, ValueError, UnicodeError):
            return None
