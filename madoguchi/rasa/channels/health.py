"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import aiohttp
from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy import text

PATIENCE = aiohttp.ClientTimeout(total=2)
"""Seconds that the action server may take to say that it lives."""


async def live(request: Request) -> HTTPResponse:
    return json({"status": "live"})


async def ready(request: Request) -> HTTPResponse:
    """200 with the model loaded, the conversation store and the action server in reach; else 503, and why."""
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    loaded = agent is not None and agent.is_ready()
    parts = {"model": loaded, "store": False, "actions": False}
    if agent is not None and loaded:
        parts["store"], parts["actions"] = await asyncio.gather(_store(agent), _actions(agent))
    ready = all(parts.values())
    return json(
        {"status": "ready" if ready else "not ready"} | parts,
        HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


async def _store(agent: Agent) -> bool:
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, SQLTrackerStore):
        return True
    try:
        with store.session_scope() as session:
            session.execute(text("SELECT 1"))
    except Exception:
        return False
    return True


async def _actions(agent: Agent) -> bool:
    endpoint = agent.action_endpoint
    if endpoint is None or not endpoint.url:
        return False
    try:
        address = endpoint.url.removesuffix("/webhook") + "/health"
        async with aiohttp.ClientSession(timeout=PATIENCE) as client, client.get(address) as response:
            return response.status == HTTPStatus.OK
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
