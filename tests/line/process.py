"""One process of the channel without Rasa, that a test may kill."""

from __future__ import annotations

import json
import multiprocessing
import time
from multiprocessing.process import BaseProcess
from typing import Any

from aiohttp import web

from madoguchi.line.api import Api
from madoguchi.line.database import engine
from madoguchi.line.delivery import Delivery
from madoguchi.line.events import Event
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox, Waiting
from madoguchi.line.intake import Intake
from madoguchi.line.ledger import Ledger
from madoguchi.line.signature import HEADER, Signature
from madoguchi.line.worker import Worker
from madoguchi.privacy import Gate, SplitNumbers

SECRET, TOKEN = "a channel secret", "token"
LEASE = 3.0
"""Seconds; shorter than the bot's, so that a test need not wait."""


class Channel:
    """Takes webhooks in and answers each text with itself."""

    def __init__(self, database: str, api: str) -> None:
        identity = Identity("k" * 32)
        self.signature = Signature(SECRET)
        self.entrance = Entrance(SplitNumbers(Gate([])), identity, ())
        self.ledger = Ledger(engine(database))
        self.inbox = Inbox(self.ledger, lease=LEASE)
        self.intake = Intake(self.inbox, self.ledger.call, time.time)
        self.api = Api(TOKEN, api)
        delivery = Delivery(self.api, time.time)
        self.worker = Worker(
            self.inbox, self.ledger.call, identity, delivery, self.prepare, self.api.show_loading, time.time
        )

    async def prepare(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        return [{"type": "text", "text": event.text}]

    async def webhook(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self.signature.signs(body, request.headers.get(HEADER)):
            return web.Response(status=401)
        admitted = [one for one in map(self.entrance.admit, json.loads(body)["events"]) if one]
        await self.intake.take(admitted)
        self.worker.wake()
        return web.Response()


async def app(database: str, api: str) -> web.Application:
    channel = Channel(database, api)
    channel.worker.start()
    made = web.Application()
    made.router.add_post("/webhook", channel.webhook)
    return made


def serve(port: int, database: str, api: str) -> None:
    web.run_app(app(database, api), host="127.0.0.1", port=port, print=None, handle_signals=False)


class Killable:
    """Such a process, started by a test and killed without a warning.

    It is forked from one that has read the code already, since a start from nothing takes many seconds.
    """

    def __init__(self, port: int, database: str, api: str) -> None:
        self.address = f"http://127.0.0.1:{port}/webhook"
        self._arguments = (port, database, api)
        self._process: BaseProcess | None = None

    def start(self) -> None:
        self._process = CONTEXT.Process(target=serve, args=self._arguments, daemon=True)
        self._process.start()

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
            self._process = None


CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
