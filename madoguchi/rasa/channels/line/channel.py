"""`POST /webhooks/line/webhook`: signed, kept, answered with 200; the rest happens afterwards."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sqlalchemy.exc import SQLAlchemyError

from madoguchi.line.settings import SECRET, Settings
from madoguchi.line.signature import HEADER, Signature
from madoguchi.rasa.channels.guard import guard
from madoguchi.rasa.channels.line.desk import Desk
from madoguchi.rasa.channels.problems import Problem, in_problems
from madoguchi.rasa.channels.requests import read_body
from madoguchi.rasa.start import check_at_start

logger = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes; a hundred of the longest messages."""
HANDOVER = 0.001
"""Seconds after which a busy event loop lets the inbox's thread go on: it asks at every statement, and Python's own
five milliseconds each time would hold up the 200."""


class LineInput(InputChannel):
    """Off, with no route of its own, where the environment holds no channel secret."""

    def __init__(self, settings: Settings | None) -> None:
        self.settings = settings
        self.signature = Signature(settings.secret) if settings else None
        self.desk: Desk | None = None

    @classmethod
    def name(cls) -> str:
        return "line"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> LineInput:
        """`credentials.yml` only names the channel: Rasa would end on a variable there that is not set."""
        try:
            settings = Settings.read(os.environ)
        except ValueError as error:
            raise InvalidConfigException(f"LINE: {error}") from None
        if settings is None:
            logger.warning("LINE is off: %s is not set.", SECRET)
        return cls(settings)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("line", __name__)
        guard(routes)
        check_at_start(routes)
        if self.settings:
            routes.add_route(in_problems(self.webhook), "/webhook", methods=["POST"], stream=True)
            routes.listener("after_server_start")(self.open)
            routes.listener("before_server_stop")(self.close)
        return routes

    async def open(self, app: Sanic, *_: Any) -> None:
        """Begins to work off what LINE delivered, before a crash perhaps."""
        agent = getattr(app.ctx, "agent", None)
        if self.settings and agent is not None and agent.is_ready():
            sys.setswitchinterval(HANDOVER)
            try:
                self.desk = Desk(self.settings, agent)
            except SQLAlchemyError as error:
                # The next delivery tries again; LINE repeats those that got no 200.
                logger.error("LINE's inbox is out of reach: %s", type(error).__name__)
                return
            self.desk.worker.start()

    async def close(self, *_: Any) -> None:
        if self.desk:
            await self.desk.close()

    async def webhook(self, request: Request) -> HTTPResponse:
        """200 once the events are safe; LINE delivers again whatever gets another answer."""
        body = await read_body(request, LARGEST_BODY)
        if self.signature is None or not self.signature.signs(body, request.headers.get(HEADER)):
            return empty(HTTPStatus.UNAUTHORIZED)
        events = _events(body)
        if self.desk is None:
            await self.open(request.app)
        if self.desk is None:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The bot is starting.", {"Retry-After": "5"})
        await self.desk.take(events)
        return empty(HTTPStatus.OK)


def _events(body: bytes) -> list[Any]:
    try:
        events = json.loads(body)["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        events = None
    if not isinstance(events, list):
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is no webhook of LINE.")
    return events
