"""`make demo-line`: the channel of LINE without an account, on a page that looks like a talk of LINE's."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web

from madoguchi.content import load
from madoguchi.line.pictures import NoTypeface
from madoguchi.line.set_up import set_up
from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Died
from tests.line import webhooks
from tests.line.platform import Platform, Running

ROOT = Path(__file__).parents[2]
PAGE = Path(__file__).with_name("talk")
FILES = {
    "/": ("index.html", "text/html"),
    "/talk.css": ("talk.css", "text/css"),
    "/talk.js": ("talk.js", "text/javascript"),
}
POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:", "Cache-Control": "no-store"}
SECRET = "only a demonstration"
PORT = 8080
MEDIA = {"sticker", "image", "audio", "location"}


class Talk(Platform):
    """The platform, and a page by which a person is a user of it."""

    def __init__(self) -> None:
        super().__init__("demonstration")
        self.webhook = ""
        self._users = 0

    @property
    def app(self) -> web.Application:
        app = super().app
        for path in FILES:
            app.router.add_get(path, self.file)
        app.router.add_post("/talk/friend", self.friend)
        app.router.add_post("/talk/event", self.event)
        app.router.add_get("/talk/messages", self.messages)
        app.router.add_get("/talk/menu/{menu}.png", self.picture)
        return app

    async def file(self, request: web.Request) -> web.Response:
        name, kind = FILES[request.path]
        return web.Response(body=(PAGE / name).read_bytes(), content_type=kind, charset="utf-8", headers=POLICY)

    async def friend(self, request: web.Request) -> web.Response:
        """A new user, whose profile is in the language given."""
        self._users += 1
        user = webhooks.user_id(self._users)
        self.rules.languages[user] = (await request.json()).get("language")
        return web.json_response({"user": user})

    async def event(self, request: web.Request) -> web.Response:
        """Something that the person did, delivered to the bot as LINE would."""
        body = await request.json()
        event = self._event(body["user"], body["kind"], body)
        signed = webhooks.body([event])
        headers = {"x-line-signature": webhooks.signature(SECRET, signed), "Content-Type": "application/json"}
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            status = (await client.post(self.webhook, content=signed, headers=headers)).status_code
        return web.json_response({"status": status, "id": event.get("message", {}).get("id")})

    def _event(self, user: str, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        token = self.issue(user)
        if kind == "text":
            return webhooks.text(user, token, body["text"])
        if kind in MEDIA:
            return webhooks.message(kind, user, token, webhooks.SAID[kind])
        if kind == "postback":
            return webhooks.event(kind, user, token, postback={"data": body["data"]})
        if kind == "follow":
            return webhooks.event(kind, user, token, follow={"isUnblocked": bool(body.get("again"))})
        if kind == "unsend":
            return webhooks.event(kind, user, unsend={"messageId": body["id"]})
        return webhooks.event("unfollow", user)

    async def messages(self, request: web.Request) -> web.Response:
        """What came since the page last asked, whether more is on its way, and the menu."""
        user, after = request.query["user"], int(request.query.get("after", "0"))
        got = self.got[user][after:]
        if got:
            self.loading.pop(user, None)
        menu = self.menus.linked.get(user) or self.menus.default
        shown = {"id": menu, **self.menus.menus[menu]} if menu else None
        return web.json_response(
            {
                "calls": [{"how": one.how, "messages": one.messages} for one in got],
                "loading": self.loading.get(user, 0.0) > self.clock(),
                "menu": shown,
            }
        )

    async def picture(self, request: web.Request) -> web.Response:
        drawn = self.menus.pictures.get(request.match_info["menu"])
        return web.Response(body=drawn, content_type="image/png") if drawn else web.Response(status=404)


def main(port: int = PORT) -> int:
    with Running(talk := Talk(), port), tempfile.TemporaryDirectory() as folder:
        settings = {
            "MADOGUCHI_LINE_SECRET": SECRET,
            "MADOGUCHI_LINE_TOKEN": talk.token,
            "MADOGUCHI_LINE_API": talk.address,
        }
        service = replace(Service.apart(ROOT, Path(folder)), line=settings)
        talk.webhook = f"{service.address}/webhooks/line/webhook"
        draw_menus(talk)
        print("Starting the bot ...", file=sys.stderr, flush=True)
        with running(service) as supervisor:
            print(f"Open {talk.address} and write to the bot. Ctrl-C stops it.", flush=True)
            supervisor.watch()
    return 0


def draw_menus(talk: Talk) -> None:
    try:
        asyncio.run(set_up(load(ROOT / "content"), talk.token, talk.address, lambda line: None))
    except NoTypeface as error:
        print(f"No rich menus: {error}", file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(*map(int, sys.argv[1:])))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except (Died, OSError) as error:
        sys.exit(str(error))
