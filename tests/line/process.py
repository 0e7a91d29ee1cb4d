"""One process of the channel without Rasa, that a test may kill: `python -m tests.line.process PORT DATABASE API`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from aiohttp import web

from madoguchi.line.api import Api
from madoguchi.line.database import engine
from madoguchi.line.delivery import Delivery
from madoguchi.line.events import Event
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox, Waiting
from madoguchi.line.signature import HEADER, Signature
from madoguchi.line.worker import Worker
from madoguchi.privacy import Gate

ROOT = Path(__file__).parents[2]
SECRET, TOKEN = "a channel secret", "token"
LEASE = 3.0
"""Seconds; shorter than the bot's, so that a test need not wait."""


class Channel:
    """Takes webhooks in and answers each text with itself."""

    def __init__(self, database: str, api: str) -> None:
        identity = Identity("k" * 32)
        self.signature = Signature(SECRET)
        self.entrance = Entrance(Gate([]), identity, ())
        self.inbox = Inbox(engine(database), lease=LEASE)
        self.api = Api(TOKEN, api)
        delivery = Delivery(self.api, time.time)
        self.worker = Worker(self.inbox, identity, delivery, self.prepare, self.api.show_loading, time.time)

    async def prepare(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        return [{"type": "text", "text": event.text}]

    async def webhook(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self.signature.signs(body, request.headers.get(HEADER)):
            return web.Response(status=401)
        admitted = [one for one in map(self.entrance.admit, json.loads(body)["events"]) if one]
        await self.worker.call(self.inbox.accept, admitted, time.time())
        self.worker.wake()
        return web.Response()


async def app(database: str, api: str) -> web.Application:
    channel = Channel(database, api)
    channel.worker.start()
    made = web.Application()
    made.router.add_post("/webhook", channel.webhook)
    return made


class Killable:
    """Such a process, started by a test and killed without a warning."""

    def __init__(self, port: int, database: str, api: str, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}/webhook"
        self._command = [sys.executable, "-W", "ignore", "-m", "tests.line.process", str(port), database, api]
        self._log = folder / f"{port}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            environment = os.environ | {"PYTHONPATH": str(ROOT)}
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


if __name__ == "__main__":
    port, database, api = sys.argv[1:]
    web.run_app(app(database, api), host="127.0.0.1", port=int(port), print=None)
