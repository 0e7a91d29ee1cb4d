"""Static files: their types, compression, and how long browsers may keep them (RFC 9110, 9111)."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
}
FOREVER = "public, max-age=31536000, immutable"
"""For an address that holds the version."""
SHORTLY = "public, max-age=300"
"""For an address that stays while what is behind it changes; then the ETag decides."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    name: str
    body: bytes

    @property
    def content_type(self) -> str:
        return TYPES[Path(self.name).suffix]

    @cached_property
    def etag(self) -> str:
        """Weak, since the compressed and the plain form share it."""
        return f'W/"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def zipped(self) -> bytes:
        return gzip.compress(self.body, mtime=0)

    def response(self, request: Request, cache: str = SHORTLY, **headers: str) -> HTTPResponse:
        """The file, or 304 for a browser that has it."""
        kept = {"ETag": self.etag, "Cache-Control": cache} | headers
        if _has(request, self.etag):
            return HTTPResponse(status=HTTPStatus.NOT_MODIFIED, headers=kept)
        if not accepts_gzip(request.headers.get("accept-encoding", "")):
            return HTTPResponse(self.body, headers=kept, content_type=self.content_type)
        kept["Content-Encoding"] = "gzip"
        return HTTPResponse(self.zipped, headers=kept, content_type=self.content_type)


def _has(request: Request, etag: str) -> bool:
    """Weak comparison (RFC 9110, 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110, 12.5.3)."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = weight.strip().removeprefix("q=")
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != "" or weight == ""
