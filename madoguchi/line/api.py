"""Calls to LINE's Messaging API, and what their failures mean."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from enum import Enum
from typing import Any

import aiohttp
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    Message,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)

logger = logging.getLogger(__name__)
# The client writes the bodies of responses, profiles among them, into its log at level DEBUG.
logging.getLogger("linebot").setLevel(logging.INFO)

PATIENCE = aiohttp.ClientTimeout(total=10)
"""Seconds that one call may take."""
LOADING_SECONDS = 20
"""How long the animation lasts, unless the answer ends it: a multiple of 5 from 5 to 60."""


class Sent(Enum):
    """What became of a call that sends messages."""

    DONE = "done"
    KNOWN = "known"
    """This retry key got through before (409)."""
    TOKEN_INVALID = "token_invalid"
    """The reply token has been used, or is over a minute old: LINE does not say which."""
    QUOTA = "quota"
    """The month's messages are used up (429): trying again is of no use."""
    RATE = "rate"
    """Too many calls (429)."""
    UNREACHED = "unreached"
    """LINE was not reached, so nothing was sent."""
    UNCERTAIN = "uncertain"
    """No answer, or a server's error (5xx): it may have been sent."""
    REFUSED = "refused"
    """LINE does not take it, now or later."""


class Api:
    """LINE's own client. `address` is another than LINE's, for tests."""

    def __init__(self, token: str, address: str | None = None) -> None:
        given = {"host": address} if address else {}
        self._client = AsyncApiClient(Configuration(access_token=token, **given))
        self._messaging = AsyncMessagingApi(self._client)

    async def close(self) -> None:
        await self._client.close()

    async def reply(self, token: str, messages: list[dict[str, Any]]) -> Sent:
        request = ReplyMessageRequest(replyToken=token, messages=_models(messages))
        return await _sent(self._messaging.reply_message(request, _request_timeout=PATIENCE))

    async def push(self, user: str, messages: list[dict[str, Any]], retry_key: str) -> Sent:
        request = PushMessageRequest(to=user, messages=_models(messages))
        return await _sent(self._messaging.push_message(request, retry_key, _request_timeout=PATIENCE))

    async def show_loading(self, user: str) -> None:
        """Shows that an answer is on its way. A failure does not matter."""
        request = ShowLoadingAnimationRequest(chatId=user, loadingSeconds=LOADING_SECONDS)
        await _sent(self._messaging.show_loading_animation(request, _request_timeout=PATIENCE))

    async def language(self, user: str) -> str | None:
        """The profile's language; its name and picture are dropped unread. Raises Unavailable."""
        try:
            profile = await self._messaging.get_profile(user, _request_timeout=PATIENCE)
        except ApiException as error:
            if error.status and error.status < 500 and error.status != 429:
                return None  # no friend of the bot's: there is nothing to learn, now or later
            raise Unavailable from None
        except (aiohttp.ClientError, asyncio.TimeoutError):
            raise Unavailable from None
        language: str | None = profile.language
        return language

    async def menus(self) -> dict[str, str]:
        """The rich menus by their aliases. Raises Unavailable."""
        try:
            listed = await self._messaging.get_rich_menu_alias_list(_request_timeout=PATIENCE)
        except (ApiException, aiohttp.ClientError, asyncio.TimeoutError):
            raise Unavailable from None
        return {one.rich_menu_alias_id: one.rich_menu_id for one in listed.aliases}

    async def link_menu(self, user: str, menu: str) -> Sent:
        return await _sent(self._messaging.link_rich_menu_id_to_user(user, menu, _request_timeout=PATIENCE))


class Unavailable(Exception):
    """LINE did not tell, and may tell later."""


async def _sent(call: Awaitable[Any]) -> Sent:
    try:
        await call
    except ApiException as error:
        sent = _meaning(error)
        if sent is Sent.REFUSED:
            # Which property LINE minds; never its value.
            logger.error("LINE refused a call with %s: %s", error.status, _properties(error))
        return sent
    except aiohttp.ClientConnectorError:
        return Sent.UNREACHED
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return Sent.UNCERTAIN
    return Sent.DONE


def _meaning(error: ApiException) -> Sent:
    said = str(_body(error).get("message", "")).casefold()
    if error.status == 429:
        return Sent.QUOTA if "monthly limit" in said else Sent.RATE
    if error.status == 409:
        return Sent.KNOWN
    if error.status == 400 and "reply token" in said:
        return Sent.TOKEN_INVALID
    return Sent.UNCERTAIN if not error.status or error.status >= 500 else Sent.REFUSED


def _body(error: ApiException) -> dict[str, Any]:
    try:
        body = json.loads(error.body or "{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _properties(error: ApiException) -> str:
    details = _body(error).get("details") or ()
    return ", ".join(str(one.get("property")) for one in details if isinstance(one, dict)) or "no details"


def _models(messages: list[dict[str, Any]]) -> list[Message]:
    return [Message.from_dict(message) for message in messages]
