"""Whether a webhook comes from LINE."""

from __future__ import annotations

from linebot.v3.webhook import SignatureValidator

HEADER = "x-line-signature"


class Signature:
    """Base64 of the HMAC-SHA-256 of the raw body, keyed by the channel secret (LINE, "Verify webhook signature")."""

    def __init__(self, secret: str) -> None:
        self._validator = SignatureValidator(secret)

    def signs(self, body: bytes, signature: str | None) -> bool:
        """False for whatever LINE did not sign, however malformed it is."""
        try:
            return bool(self._validator.validate(body.decode("utf8"), signature or ""))
        except UnicodeError:
            return False
