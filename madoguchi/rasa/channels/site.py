"""What browsers get from the bot besides the conversation: the demo page, the widget's files, the headers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from madoguchi.content import Content
from madoguchi.language.tags import match
from madoguchi.rasa.channels.assets import FOREVER, Asset
from madoguchi.rasa.channels.demo import POLICY, demo_page
from madoguchi.rasa.channels.origins import Origins, preflight
from madoguchi.rasa.channels.problems import Problem, in_problems
from madoguchi.rasa.channels.widget import Widget

POSTED = ("/session", "/messages", "/feedback")
"""Where a page of another origin sends JSON to, and its browser asks before."""
NOT_FOUND = Problem(HTTPStatus.NOT_FOUND, "There is no such file.")


class Site:
    """Adds its routes to the channel's; `content_of` gives the content of the running bot."""

    def __init__(self, origins: Origins, content_of: Callable[[Request], Content]) -> None:
        self.origins = origins
        self._content_of = content_of
        self._widget_of = lru_cache(maxsize=1)(_Made)

    def add_to(self, routes: Blueprint) -> None:
        routes.add_route(in_problems(self.entry), "/widget/madoguchi.js", methods=["GET"], name="entry")
        routes.add_route(in_problems(self.asset), "/widget/<version:str>/<name:path>", methods=["GET"], name="asset")
        for path in POSTED:
            routes.add_route(preflight, path, methods=["OPTIONS"], name=f"preflight{path.replace('/', '_')}")
        # Sanic's shorter forms, `on_response` and its like, silently leave bound methods out.
        routes.middleware("response")(self.origins.protect)
        routes.listener("before_server_start")(self._take_root)

    async def entry(self, request: Request) -> HTTPResponse:
        return self._made(request).widget.entry.response(request)

    async def asset(self, request: Request, version: str, name: str) -> HTTPResponse:
        """A file of the widget; one that is asked for under an older version is the present one, kept by nobody."""
        widget = self._made(request).widget
        asset = widget.asset(name)
        if asset is None:
            raise NOT_FOUND
        return asset.response(request, FOREVER if version == widget.version else "no-cache")

    async def demo(self, request: Request) -> HTTPResponse:
        policy = f"{POLICY}; {self.origins.frame_ancestors}"
        page = self._made(request).page(request.args.get("lang"))
        return page.response(request, "no-cache", **{"Content-Security-Policy": policy})

    def _made(self, request: Request) -> _Made:
        return self._widget_of(_Identity(self._content_of(request)))

    async def _take_root(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        """Rasa's own route `/` says hello and cannot be replaced, so the page comes before it, and before `guard`."""
        demo = in_problems(self.demo)

        async def root(request: Request) -> HTTPResponse | None:
            if request.path != "/" or request.method not in {"GET", "HEAD"}:
                return None
            response = await demo(request)
            await self.origins.protect(request, response)
            return response

        app.request_middleware.appendleft(root)


class _Identity:
    """A content, compared by what it is and not by what is in it, since that cannot be hashed."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.content is self.content

    def __hash__(self) -> int:
        return id(self.content)


class _Made:
    def __init__(self, of: _Identity) -> None:
        self.content = of.content
        self.widget = Widget(of.content)
        self._pages: dict[str, Asset] = {}

    def page(self, tag: str | None) -> Asset:
        """The demo page in the language of a tag, or else in the first of the content."""
        choice = match(tag, self.content.languages) if tag else None
        locale = self.content.locale(choice.language, choice.script) if choice else next(iter(self.content.locales))
        return self._pages.setdefault(locale, demo_page(self.content, locale, self.widget))
