"""Which websites may use the bot: CORS (Fetch standard), `frame-ancestors` (CSP 3), and headers that limit browsers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sanic.request import Request
from sanic.response import HTTPResponse

ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?|https?://\[[0-9a-f:.]+\](?::\d{1,5})?")
PREFLIGHT_AGE = 7200
"""Seconds; the most that Chromium keeps."""


class Origins:
    """The allow list; the bot's own origin needs no entry.

    `listed` is separated by spaces or commas. Raises ValueError for an entry that is not an origin: a path, a
    wildcard or a capital letter would never match what browsers send.
    """

    def __init__(self, listed: str | Iterable[str] | None) -> None:
        given = re.split(r"[\s,]+", listed.strip()) if isinstance(listed, str) else listed or ()
        self.allowed = tuple(filter(None, given))
        if wrong := [one for one in self.allowed if not ORIGIN.fullmatch(one)]:
            raise ValueError(f"allowed_origins: not an origin such as https://www.example.jp: {', '.join(wrong)}")

    @property
    def frame_ancestors(self) -> str:
        return "frame-ancestors " + " ".join(("'self'", *self.allowed))

    async def protect(self, request: Request, response: HTTPResponse) -> None:
        """Adds what browsers are to obey. A conversation is kept by no cache unless the response says otherwise."""
        headers = response.headers
        headers["Vary"] = "Origin, Accept-Encoding"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers.setdefault("Cache-Control", "no-store")
        headers.setdefault("Content-Security-Policy", f"default-src 'none'; {self.frame_ancestors}")
        if (origin := request.headers.get("origin")) in self.allowed:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                headers["Access-Control-Allow-Methods"] = "GET, POST"
                headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
                headers["Access-Control-Max-Age"] = str(PREFLIGHT_AGE)


async def preflight(request: Request) -> HTTPResponse:
    """What a browser asks before it sends JSON to another origin; `protect` adds the answer."""
    return HTTPResponse(status=204)
