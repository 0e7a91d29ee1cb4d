"""Who somebody is on LINE, without anybody being able to tell."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

SHORTEST_SECRET = 32
"""Characters; 128 bits even if each is a hexadecimal digit."""
_CONVERSATION = b"madoguchi.line.conversation"
_INBOX = b"madoguchi.line.inbox"


class Identity:
    """Pseudonyms of LINE's ids, and a seal for what must keep the ids themselves for a while.

    Both hang on one secret of the environment: a new secret makes strangers of all, and opens nothing that an
    old one sealed.
    """

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), _CONVERSATION, hashlib.sha256)
        self._seal = Fernet(base64.urlsafe_b64encode(hmac.digest(secret.encode(), _INBOX, hashlib.sha256)))

    def conversation(self, *ids: str) -> str:
        """The conversation of a user, or of a user in a group: a keyed hash (HMAC-SHA-256, half of it)."""
        return "line-" + hmac.digest(self._key, "\0".join(ids).encode(), hashlib.sha256).hex()[:32]

    def seal(self, data: Any) -> bytes:
        """The data, readable and genuine only to those who know the secret (Fernet: AES-128, HMAC-SHA-256)."""
        return self._seal.encrypt(json.dumps(data, ensure_ascii=False).encode("utf8", "surrogatepass"))

    def open(self, sealed: bytes) -> Any | None:
        """What was sealed; None where another secret did it."""
        try:
            return json.loads(self._seal.decrypt(bytes(sealed)).decode("utf8", "surrogatepass"))
        except InvalidToken:
            return None
