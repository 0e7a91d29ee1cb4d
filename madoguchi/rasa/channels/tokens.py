"""Session tokens: a conversation's id and its page's language, signed by the server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SHORTEST_SECRET = 32
"""Characters; 128 bits even if each is a hexadecimal digit."""


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

    def issue(self, language: str | None, script: str | None) -> str:
        """A token for a new conversation with 128 random bits."""
        return str(self._serializer.dumps([secrets.token_hex(16), language, script]))

    def read(self, token: str) -> Session | None:
        """The session, or None for a token that this server did not issue."""
        try:
            return Session(*self._serializer.loads(token))
        except (BadSignature, TypeError, ValueError, UnicodeError):
            return None
