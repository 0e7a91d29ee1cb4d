"""Whether a bot on this machine can answer, and whether the review app does."""

from __future__ import annotations

import http.client
from http import HTTPStatus

from madoguchi.serving.ports import HOST

READY = "/webhooks/website/ready"
LOGIN = "/login/"
PATIENCE = 5
"""Seconds that the bot may take to say so."""


def missing(port: int) -> str | None:
    """None if the bot is ready, else what it says, or why it says nothing."""
    return _wrong("the bot", port, READY)


def unreachable(port: int) -> str | None:
    """None if the review app shows where to log in."""
    return _wrong("the review app", port, LOGIN)


def _wrong(who: str, port: int, path: str) -> str | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        said = response.read().decode("utf8", "replace")
        return None if response.status == HTTPStatus.OK else f"{who} says {response.status} {said}"
    except (OSError, http.client.HTTPException) as error:
        return f"{who} does not answer ({error})"
    finally:
        connection.close()
