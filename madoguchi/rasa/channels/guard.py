"""What every channel's server does, whichever channel it is: no word in a log, no answer but a channel's own."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from madoguchi import logs
from madoguchi.rasa import metrics
from madoguchi.rasa.channels.problems import UNAVAILABLE, Problem, log_failure

CHANNELS = "/webhooks/"
"""Where Rasa puts the channels. What else it serves, its version say, is nobody's business."""
LARGEST_BODY = 8 * 1024 * 1024
"""Bytes that are read of any request, most of them to be dropped: channels have their own, lower limits.

Beyond it Sanic closes the connection under a client that is still sending, which then may not see its answer.
"""
_WITHOUT_DETAIL = "The request cannot be answered."


def guard(routes: Blueprint) -> None:
    """Every channel does this with its routes. Raises InvalidConfigException where the metrics cannot be served."""
    logs.install()
    _serve_metrics()
    routes.listener("before_server_start")(_start)
    routes.listener("after_server_start")(_seal)
    routes.listener("before_server_stop")(_stop)


def _serve_metrics() -> None:
    try:
        metrics.serve()
    except metrics.MetricsPortError as error:
        raise InvalidConfigException(str(error)) from None  # Rasa ends on this with the one line that it says.


async def _start(app: Sanic, loop: object) -> None:
    if isinstance(app.error_handler, Problems):  # another channel's guard was here
        return
    app.error_handler = Problems()
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.ACCESS_LOG = False  # `logs` keeps it silent; nothing need be put together for it
    app.register_middleware(_refuse_all_but_channels, "request")
    app.register_middleware(_say_something_to_options, "response")
    app.register_middleware(_part_when_stopping, "response")


async def _seal(app: Sanic, loop: object) -> None:
    logs.seal()
    # What is loaded by now is there for good: nobody need look through it again.
    gc.freeze()
    gc.enable()


async def _stop(app: Sanic, loop: object) -> None:
    metrics.stop()


async def _refuse_all_but_channels(request: Request) -> HTTPResponse | None:
    # The server listens a moment before the listener above has run.
    logs.seal()
    return None if request.path.startswith(CHANNELS) else not_found()


async def _say_something_to_options(request: Request, response: BaseHTTPResponse) -> HTTPResponse | None:
    """Rasa's CORS answers every OPTIONS with an empty 200, for addresses that don't exist as well."""
    if request.method != "OPTIONS" or response.status != HTTPStatus.OK:
        return None
    allowed = _methods(request)
    if not allowed:
        return not_found()
    if "OPTIONS" not in allowed and "access-control-allow-origin" not in response.headers:
        refused = Problem(
            HTTPStatus.METHOD_NOT_ALLOWED, "Pages of other sites may not ask.", {"Allow": ", ".join(allowed)}
        )
        return refused.response()
    response.status = HTTPStatus.NO_CONTENT
    return None


async def _part_when_stopping(request: Request, response: BaseHTTPResponse) -> None:
    """Sanic goes on to answer who keeps a connection, and cuts it off after 15 seconds, in the middle of a request
    perhaps. Told to close it, a client or proxy asks elsewhere."""
    if request.app.is_stopping and request.stream is not None:
        request.stream.keep_alive = False


def _methods(request: Request) -> list[str]:
    """What may be done at this address; a channel that answers OPTIONS itself says which pages may ask."""
    if not request.path.startswith(CHANNELS):
        return []
    here = [route for route in request.app.router.routes if f"/{route.path}" == request.path.rstrip("/")]
    return sorted({method for route in here for method in route.methods})


def not_found() -> HTTPResponse:
    return Problem(HTTPStatus.NOT_FOUND, "There is nothing here.").response()


class Problems(ErrorHandler):
    """Everything that goes wrong outside of a channel's own code, told as a problem document (RFC 9457).

    Sanic's own pages repeat the request's address, and its log the whole request.
    """

    def response(self, request: Request | None, exception: BaseException) -> HTTPResponse:
        if isinstance(exception, Problem):
            return exception.response()
        if not isinstance(exception, SanicException) or exception.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log_failure("a request", exception)
            return UNAVAILABLE.response()
        status = HTTPStatus(exception.status_code)
        return Problem(status, status.description or _WITHOUT_DETAIL, _headers(exception)).response()


def _headers(error: SanicException) -> dict[str, str]:
    """`Allow`, which RFC 9110 demands beside 405."""
    given: Any = getattr(error, "headers", None)
    return {name: str(value) for name, value in given.items()} if isinstance(given, Mapping) else {}
