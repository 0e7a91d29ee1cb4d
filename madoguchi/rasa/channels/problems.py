"""Errors as problem documents (RFC 9457)."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, json

logger = logging.getLogger(__name__)

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Problem(Exception):
    """What is wrong with a request, in words that name no value of it."""

    def __init__(self, status: HTTPStatus, detail: str, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.members = members

    def response(self) -> HTTPResponse:
        document = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return json(
            document | self.members,
            status=self.status,
            headers=self.headers,
            content_type="application/problem+json",
        )


UNAVAILABLE = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The bot cannot answer at the moment. Send the same message again.",
    {"Retry-After": "5"},
)


def in_problems(handler: Handler) -> Handler:
    """The handler, whatever goes wrong in it told as a problem document; nothing of the request is logged."""

    @functools.wraps(handler)
    async def handle(*args: Any, **matched: Any) -> HTTPResponse:
        try:
            return await handler(*args, **matched)
        except Problem as problem:
            return problem.response()
        except SanicException as error:
            return Problem(HTTPStatus(error.status_code), HTTPStatus(error.status_code).phrase).response()
        except Exception as error:
            log_failure(handler.__name__, error)
            return UNAVAILABLE.response()

    return handle


def log_failure(what: str, error: BaseException) -> None:
    """The exception's text may hold what a resident wrote; its type and places do not."""
    logger.error("%s failed", what, exc_info=error)
