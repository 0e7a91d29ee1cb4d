"""Rich menus: one in each locale, found by its alias, linked to users by the language of their conversation."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from linebot.v3.messaging import PostbackAction, RichMenuArea, RichMenuBounds, RichMenuRequest, RichMenuSize

from madoguchi.content import Content
from madoguchi.line.api import Sent, Unavailable
from madoguchi.line.text import label

logger = logging.getLogger(__name__)

WIDTH, HEIGHT = 2500, 843
"""Pixels of a compact rich menu (LINE Messaging API, `RichMenuRequest.size`)."""
AREAS = {
    "topics": "/list_topics",
    "hours": "/hotline_hours",
    "phone": "/hotline_number",
    "language": "/change_language",
}
"""From left to right: the key of the label, and the payload that the area sends."""
FRESH = 600.0
"""Seconds for which the list of menus is not asked for again."""


def alias(locale: str) -> str:
    """The name by which the menu of a locale is found: small letters, digits and hyphens, as LINE wants them."""
    return f"madoguchi-{locale}".lower()


def menu(content: Content, locale: str) -> RichMenuRequest:
    labels = content.interfaces[locale].line.menu.model_dump()
    width = WIDTH // len(AREAS)
    return RichMenuRequest(
        size=RichMenuSize(width=WIDTH, height=HEIGHT),
        selected=True,
        name=alias(locale),
        chatBarText=labels["bar"],
        areas=[
            RichMenuArea(
                bounds=RichMenuBounds(x=place * width, y=0, width=width, height=HEIGHT),
                action=PostbackAction(label=label(labels[key]), data=payload, displayText=labels[key]),
            )
            for place, (key, payload) in enumerate(AREAS.items())
        ],
    )


class Line(Protocol):
    """What is needed of LINE's API."""

    async def menus(self) -> dict[str, str]: ...

    async def link_menu(self, user: str, menu: str) -> Sent: ...


@dataclass
class Menus:
    """The menus that are set up. A bot without any works as well."""

    line: Line
    clock: Callable[[], float]
    _known: dict[str, str] = field(default_factory=dict)
    _asked: float = float("-inf")

    async def of(self, locale: str) -> str | None:
        if self.clock() - self._asked > FRESH:
            self._asked = self.clock()
            try:
                self._known = await self.line.menus()
            except Unavailable:
                logger.info("LINE does not tell its rich menus at the moment.")
        return self._known.get(alias(locale))

    async def link(self, user: str, menu: str) -> bool:
        return await self.line.link_menu(user, menu) is Sent.DONE
