"""What the server is when it starts: refused where a word of a resident's could get past the gate or the wall.

`madoguchi.serving.configuration` says the same of the files, before anything is started. This looks at the server
itself, however it was started and configured.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

from rasa.core.agent import Agent
from sanic import Blueprint, Sanic

from madoguchi import tracing
from madoguchi.rasa.actions import ActionServer
from madoguchi.rasa.lock_store import ConversationLocks
from madoguchi.rasa.nlg import ContentGenerator
from madoguchi.rasa.processor import processor
from madoguchi.rasa.tracker_store import ConversationStore
from madoguchi.rasa.turns import REPLY
from madoguchi.serving.configuration import CHANNELS

logger = logging.getLogger(__name__)

WITHOUT_API = "rasa_core_no_api"
"""Rasa's name for a server that was started without --enable-api."""


def check_at_start(routes: Blueprint) -> None:
    """Every channel does this with its routes: a server with a fault ends before it answers anyone."""
    routes.listener("after_server_start")(_start)
    routes.listener("before_server_stop")(_stop)


async def _start(app: Sanic, loop: object) -> None:
    agent: Agent = app.ctx.agent
    take_off_safety_net(agent)
    keep_connections(agent)
    if found := list(faults(app, agent)):
        for fault in found:
            logger.critical(fault)
            print(fault, file=sys.stderr, flush=True)
        # Any exception would bury these lines below Sanic's traceback.
        os._exit(1)
    if isinstance(agent.nlg, ContentGenerator):
        agent.nlg.office.warm_up()
    if agent.processor and tracing.start():
        follow(agent)


async def _stop(app: Sanic, loop: object) -> None:
    if isinstance(endpoint := app.ctx.agent.action_endpoint, ActionServer):
        await endpoint.close()


def follow(agent: Agent) -> None:
    """Where a collector of traces is named: what a turn consists of, as spans within its own."""
    tracing.follow(
        processor(agent), "parse_message", "understand", lambda parse: {"intent": str(parse["intent"]["name"])}
    )
    tracing.follow(agent.nlg, "generate", "answer", lambda said: {"language": said[REPLY]["language"]} if said else {})
    for reading in ("open", "retrieve", "turn"):
        tracing.follow(agent.tracker_store, reading, "read")
    tracing.follow(agent.tracker_store, "save", "write")
    if agent.action_endpoint:
        tracing.follow(agent.action_endpoint, "request", "action")


def take_off_safety_net(agent: Agent) -> None:
    """Rasa wraps each store in one that, when it fails, answers from a new conversation and loses the turn."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    agent.tracker_store = store
    if agent.processor:
        agent.processor.tracker_store = store


def keep_connections(agent: Agent) -> None:
    """To the action server, for this model and those that come after it."""
    if agent.action_endpoint and not isinstance(agent.action_endpoint, ActionServer):
        agent.action_endpoint = ActionServer.of(agent.action_endpoint)
    if agent.processor:
        agent.processor.action_endpoint = agent.action_endpoint


def faults(app: Any, agent: Agent) -> Iterator[str]:
    """Each in one line that says what to change."""
    if app.name != WITHOUT_API:
        yield "rasa run: --enable-api: lets anyone read conversations and send messages past the privacy gate"
    for channel in app.ctx.input_channels:
        kind = type(channel)
        if not kind.__module__.startswith(CHANNELS + "."):
            yield f"credentials.yml: {channel.name()}: a channel without the privacy gate; remove it"
    for key, part, wanted in (
        ("tracker_store", agent.tracker_store, ConversationStore),
        ("lock_store", agent.lock_store, ConversationLocks),
        ("nlg", agent.nlg, ContentGenerator),
    ):
        if not isinstance(part, wanted):
            yield f"endpoints.yml: {key}: {type(part).__name__}; it must be {wanted.__module__}.{wanted.__name__}"
    if agent.http_interpreter is not None:
        yield "endpoints.yml: nlu: would send messages to another server; remove it"
