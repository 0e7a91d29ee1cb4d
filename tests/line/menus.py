"""The part of the platform that keeps rich menus."""

from __future__ import annotations

import io
import secrets
from typing import Any

from aiohttp import web
from PIL import Image

LARGEST = 1024 * 1024
"""Bytes of a menu's picture."""


class Menus:
    def __init__(self) -> None:
        self.menus: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, bytes] = {}
        self.aliases: dict[str, str] = {}
        self.linked: dict[str, str] = {}
        self.default: str | None = None

    def route(self, app: web.Application, prefix: str) -> None:
        router = app.router
        router.add_post(f"{prefix}/richmenu", self.create)
        router.add_get(f"{prefix}/richmenu/alias/list", self.list_aliases)
        router.add_post(f"{prefix}/richmenu/alias", self.create_alias)
        router.add_post(f"{prefix}/richmenu/alias/{{alias}}", self.update_alias)
        router.add_get(f"{prefix}/richmenu/list", self.list_menus)
        router.add_post(f"{prefix}/richmenu/{{menu}}/content", self.picture)
        router.add_delete(f"{prefix}/richmenu/{{menu}}", self.delete)
        router.add_post(f"{prefix}/user/all/richmenu/{{menu}}", self.make_default)
        router.add_post(f"{prefix}/user/{{user}}/richmenu/{{menu}}", self.link)

    async def create(self, request: web.Request) -> web.Response:
        identifier = f"richmenu-{secrets.token_hex(16)}"
        self.menus[identifier] = await request.json()
        return web.json_response({"richMenuId": identifier})

    async def picture(self, request: web.Request) -> web.Response:
        """As large as the menu says, PNG or JPEG, at most 1 MB."""
        menu, data = request.match_info["menu"], await request.read()
        size = self.menus[menu]["size"]
        with Image.open(io.BytesIO(data)) as drawn:
            fits = drawn.size == (size["width"], size["height"]) and drawn.format in {"PNG", "JPEG"}
        if not fits or len(data) > LARGEST or request.content_type != f"image/{drawn.format.lower()}":
            return web.json_response({"message": "The picture does not fit"}, status=400)
        self.pictures[menu] = data
        return web.json_response({})

    async def list_menus(self, request: web.Request) -> web.Response:
        return web.json_response({"richmenus": [{"richMenuId": key} | menu for key, menu in self.menus.items()]})

    async def delete(self, request: web.Request) -> web.Response:
        self.menus.pop(request.match_info["menu"])
        return web.json_response({})

    async def list_aliases(self, request: web.Request) -> web.Response:
        aliases = [{"richMenuAliasId": name, "richMenuId": menu} for name, menu in self.aliases.items()]
        return web.json_response({"aliases": aliases})

    async def create_alias(self, request: web.Request) -> web.Response:
        body = await request.json()
        if body["richMenuAliasId"] in self.aliases:
            return web.json_response({"message": "conflict richmenu alias id"}, status=400)
        return self._name(body["richMenuAliasId"], body["richMenuId"])

    async def update_alias(self, request: web.Request) -> web.Response:
        return self._name(request.match_info["alias"], (await request.json())["richMenuId"])

    async def make_default(self, request: web.Request) -> web.Response:
        self.default = request.match_info["menu"]
        return web.json_response({})

    async def link(self, request: web.Request) -> web.Response:
        self.linked[request.match_info["user"]] = request.match_info["menu"]
        return web.json_response({})

    def _name(self, alias: str, menu: str) -> web.Response:
        if menu not in self.pictures:
            return web.json_response({"message": "richmenu image is not set"}, status=400)
        self.aliases[alias] = menu
        return web.json_response({})
