"""What the LINE channel takes from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.line.identity import SHORTEST_SECRET

SECRET = "MADOGUCHI_LINE_SECRET"
TOKEN = "MADOGUCHI_LINE_TOKEN"
API = "MADOGUCHI_LINE_API"
KEY = "MADOGUCHI_SECRET"


@dataclass(frozen=True)
class Settings:
    """`secret` signs webhooks and `token` opens the API, both from LINE's console; `key` is the bot's own secret,
    from which user ids get their pseudonyms. `api` is another address than LINE's, for tests."""

    secret: str
    token: str
    key: str
    api: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings | None:
        """None where the channel is off, having no secret. Raises ValueError for half of a configuration."""
        secret = environment.get(SECRET, "").strip()
        if not secret:
            return None
        token, key = (environment.get(name, "").strip() for name in (TOKEN, KEY))
        if not token:
            raise ValueError(f"{TOKEN}: set it to the channel access token, since {SECRET} is set")
        if len(key) < SHORTEST_SECRET:
            raise ValueError(f"{KEY}: set it to {SHORTEST_SECRET} random characters or more")
        return cls(secret, token, key, environment.get(API, "").strip().rstrip("/") or None)
