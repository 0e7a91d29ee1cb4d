"""A resident at the website channel: one conversation over HTTP."""

from __future__ import annotations

import time
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

PATIENCE = 60
"""Seconds for one answer."""
TRIES = 10
LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}

Json = dict[str, Any]


class Rejected(Exception):
    """The channel did not take a message: its problem document (RFC 9457) in words."""


class Website:
    """The channel at an address. Raises httpx.HTTPError where nobody answers there."""

    def __init__(self, url: str) -> None:
        # A proxy is not asked for what is on this machine.
        trust = urlsplit(url).hostname not in LOOPBACK
        self._http = httpx.Client(base_url=f"{url.rstrip('/')}/webhooks/website", timeout=PATIENCE, trust_env=trust)

    def __enter__(self) -> Website:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def open(self, language: str | None = None) -> Visit:
        """A new conversation; `language` is the page's."""
        session = self.post("/session", {"language": language} if language else {})
        return Visit(self, session["token"], session["greeting"])

    def post(self, path: str, body: Json, token: str = "") -> Json:
        """The answer. Waits when the channel says that it is too early; raises Rejected when it says no."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        for _ in range(TRIES):
            response = self._http.post(path, json=body, headers=headers)
            if response.status_code not in LATER:
                break
            time.sleep(float(response.headers.get("retry-after", 1)))
        if response.is_error:
            raise Rejected(_problem(response))
        answer: Json = response.json()
        return answer


class Visit:
    """One conversation."""

    def __init__(self, website: Website, token: str, greeting: list[Json]) -> None:
        self._website = website
        self._token = token
        self._last = ""
        self.greeting = greeting

    def say(self, text: str) -> Json:
        return self._send({"text": text})

    def press(self, button: str) -> Json:
        return self._send({"button": button})

    def think(self, helpful: bool, reason: str = "") -> None:
        """What the resident thinks of the answer to the last message."""
        said: Json = {"id": str(uuid4()), "message": self._last, "helpful": helpful}
        self._website.post("/feedback", said | ({"reason": reason} if reason else {}), self._token)

    def _send(self, said: Json) -> Json:
        self._last = str(uuid4())
        return self._website.post("/messages", {"id": self._last} | said, self._token)


def _problem(response: httpx.Response) -> str:
    """Nothing but what the server says of the problem: it names no value of the message."""
    try:
        problem = response.json()
        errors = [f"{one.get('pointer')}: {one.get('detail')}" for one in problem.get("errors") or ()]
        return " ".join([str(response.status_code), str(problem.get("detail") or problem.get("title")), *errors])
    except (ValueError, AttributeError):
        return f"{response.status_code} {response.reason_phrase}"
