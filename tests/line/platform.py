"""LINE's platform on this machine: a real HTTP server that takes no call LINE would not take."""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.line import limits, menus
from tests.line.description import described

TOKEN_LASTS = 60.0
PREFIX = "/v2/bot"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Answered:
    """Messages that a user got, by which kind of call."""

    how: str
    messages: list[dict[str, Any]]


@dataclass
class Rules:
    """How LINE behaves at the moment; tests change it while it runs."""

    latency: float = 0.0
    down: bool = False
    """Every call is answered by 503, nothing is done."""
    loses_answers: int = 0
    """So many calls are done, and their connection is cut before the answer."""
    rate_limited: int = 0
    """So many calls are answered by 429 for their number."""
    quota: int = 200
    languages: dict[str, str | None] = field(default_factory=dict)
    """Users' profiles; a user that is not there has no profile for us."""


class Platform:
    """`clock` can be a faster one than ours, so that a minute passes at once."""

    def __init__(self, token: str = "token", clock: Callable[[], float] = time.monotonic) -> None:
        self.token = token
        self.clock = clock
        self.rules = Rules()
        self.menus = menus.Menus()
        self.refused: list[str] = []
        self.calls: Counter[str] = Counter()
        self.got: defaultdict[str, list[Answered]] = defaultdict(list)
        self.loading: dict[str, float] = {}
        self.pushed = 0
        self._tokens: dict[str, tuple[str, float]] = {}
        self._keys: dict[str, str] = {}
        self._lock = threading.Lock()
        self.address = ""

    def issue(self, to: str, ahead: float = 0.0) -> str:
        """A reply token, for an event that is being sent, or will be in so many seconds."""
        token = secrets.token_hex(16)
        self._tokens[token] = (to, self.clock() + ahead)
        return token

    @property
    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._judge], client_max_size=2 * 1024 * 1024)
        app.router.add_post(f"{PREFIX}/message/reply", self.reply)
        app.router.add_post(f"{PREFIX}/message/push", self.push)
        app.router.add_post(f"{PREFIX}/chat/loading/start", self.load)
        app.router.add_get(f"{PREFIX}/profile/{{user}}", self.profile)
        self.menus.route(app, PREFIX)
        return app

    async def reply(self, request: web.Request) -> web.Response:
        body = await request.json()
        to, issued = self._tokens.get(body["replyToken"], ("", 0.0))
        if not to or self.clock() - issued > TOKEN_LASTS:
            return problem(400, "Invalid reply token")
        del self._tokens[body["replyToken"]]
        self.got[to].append(Answered("reply", body["messages"]))
        return web.json_response({"sentMessages": [{"id": secrets.token_hex(8)} for _ in body["messages"]]})

    async def push(self, request: web.Request) -> web.Response:
        body = await request.json()
        key = request.headers.get("X-Line-Retry-Key")
        if key is None:
            self.refused.append("push: without a retry key it cannot be tried again")
        elif key in self._keys:
            headers = {"x-line-accepted-request-id": self._keys[key]}
            return problem(409, "The retry key is already accepted", headers)
        if self.pushed >= self.rules.quota:
            return problem(429, "You have reached your monthly limit.")
        self.pushed += 1
        self._keys[key or ""] = secrets.token_hex(8)
        self.got[body["to"]].append(Answered("push", body["messages"]))
        return web.json_response({"sentMessages": [{"id": secrets.token_hex(8)} for _ in body["messages"]]})

    async def profile(self, request: web.Request) -> web.Response:
        user = request.match_info["user"]
        if user not in self.rules.languages:
            return problem(404, "Not found")
        language = self.rules.languages[user]
        shown = {"displayName": "Hanako Yamada", "userId": user, "pictureUrl": "https://profile.line-scdn.net/x"}
        return web.json_response(shown | ({"language": language} if language else {}))

    async def load(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.loading[body["chatId"]] = self.clock() + body["loadingSeconds"]
        return web.json_response({}, status=202)

    @web.middleware
    async def _judge(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What LINE checks before it does anything, and what can go wrong on the way."""
        if not request.path.startswith(PREFIX):
            return await handler(request)
        name = request.path.removeprefix(PREFIX)
        self.calls[name.rpartition("/")[0] if "/profile/" in name or "/user/" in name else name] += 1
        if self.rules.latency:
            await asyncio.sleep(self.rules.latency)
        if self.rules.down:
            return problem(503, "Service unavailable")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return problem(401, "Authentication failed")
        try:
            faults = await self._faults(request)
        except ConnectionResetError:  # whoever called has given up
            return web.Response()
        if faults:
            self.refused += [f"{request.method} {request.path}: {fault}" for fault in faults]
            details = [{"message": "May not be sent", "property": fault} for fault in faults]
            return web.json_response({"message": "The request body has errors", "details": details}, status=400)
        if self._takes("rate_limited"):
            return problem(429, "The API rate limit has been exceeded. Try again later.")
        response = await handler(request)
        if self._takes("loses_answers") and request.transport:
            request.transport.close()
        return response

    async def _faults(self, request: web.Request) -> list[str]:
        judge = described("messaging-api")
        body: Any = None
        if request.content_type == "application/json" and request.can_read_body:
            try:
                body = json.loads(await request.read())
            except ValueError:
                return ["not JSON"]
        by_description = judge.faults(request.method, request.path, body) if judge else []
        return by_description or (limits.faults(request.path, body) if isinstance(body, dict) else [])

    def _takes(self, counter: str) -> bool:
        with self._lock:
            left = getattr(self.rules, counter)
            setattr(self.rules, counter, max(0, left - 1))
            return bool(left)

    def said(self, to: str) -> list[dict[str, Any]]:
        return [message for answered in self.got[to] for message in answered.messages]


def problem(status: int, message: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"message": message}, status=status, headers=headers)


class Running:
    """A platform that is served, in a thread of its own, as long as the context lasts."""

    def __init__(self, platform: Platform, port: int = 0) -> None:
        self.platform = platform
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Platform:
        self._thread.start()
        self._runner = web.AppRunner(self.platform.app)
        self._do(self._runner.setup())
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        self._do(site.start())
        port = self._runner.addresses[0][1]
        self.platform.address = f"http://127.0.0.1:{port}"
        return self.platform

    def __exit__(self, *error: object) -> None:
        self._do(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)
