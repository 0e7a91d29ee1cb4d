"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from http import HTTPStatus
from typing import Any

import aiohttp
from rasa.core.agent import Agent
from sanic.request import Request
from sanic.response import HTTPResponse, json

PATIENCE = 2.0
"""Seconds that each part may take to say that it lives."""


async def live(request: Request) -> HTTPResponse:
    return json({"status": "live"})


async def ready(request: Request) -> HTTPResponse:
    """200 with the model loaded, the stores and the action server in reach; else 503, and which of them is not."""
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    loaded = agent is not None and agent.is_ready()
    parts = {"model": loaded, "store": False, "locks": False, "actions": False}
    if agent is not None and loaded:
        parts["store"], parts["locks"], parts["actions"] = await asyncio.gather(
            _lives(agent.tracker_store.ping()), _lives(agent.lock_store.ping()), _actions(agent)
        )
    ready = all(parts.values())
    return json(
        {"status": "ready" if ready else "not ready"} | parts,
        HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


async def _lives(ping: Coroutine[Any, Any, None]) -> bool:
    """Whether it says so in time; one that does not is left to end by itself."""
    asked = asyncio.ensure_future(ping)
    asked.add_done_callback(lambda done: done.cancelled() or done.exception())
    await asyncio.wait([asked], timeout=PATIENCE)
    return asked.done() and asked.exception() is None


async def _actions(agent: Agent) -> bool:
    endpoint = agent.action_endpoint
    if endpoint is None or not endpoint.url:
        return False
    timeout = aiohttp.ClientTimeout(PATIENCE)
    try:
        address = endpoint.url.removesuffix("/webhook") + "/health"
        async with aiohttp.ClientSession(timeout=timeout) as client, client.get(address) as response:
            return response.status == HTTPStatus.OK
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
