"""Whether a bot on this machine can answer."""

from __future__ import annotations

import http.client
from http import HTTPStatus

from madoguchi.serving.ports import HOST

READY = "/webhooks/website/ready"
PATIENCE = 5
"""Seconds that the bot may take to say so."""


def missing(port: int) -> str | None:
    """None if the bot is ready, else what it says, or why it says nothing."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", READY)
        response = connection.getresponse()
        said = response.read().decode("utf8", "replace")
        return None if response.status == HTTPStatus.OK else f"the bot says {response.status} {said}"
    except (OSError, http.client.HTTPException) as error:
        return f"the bot does not answer ({error})"
    finally:
        connection.close()
