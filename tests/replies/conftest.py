"""Turns of a conversation, and what every reply must be."""

from __future__ import annotations

import re
from typing import Any

from madoguchi.content import Content
from madoguchi.replies import Reply, Turn
from tests.conftest import WEDNESDAY_NOON

PHONE = re.compile(r"0\d{1,3}-\d{2,4}-\d{2,4}")


def turn(text: str = "", locale: str = "ja", **known: Any) -> Turn:
    """A turn on a Wednesday at noon, unless `now` is among what is known."""
    return Turn(**({"text": text, "locale": locale, "now": WEDNESDAY_NOON} | known))


def is_complete(reply: Reply) -> bool:
    """Is something said, with nothing left to fill in, and nothing empty beside it?"""
    said = [reply.text, *(one.title for one in reply.quick_replies), *(one.label for one in reply.phones)]
    return all(part.strip() and not re.search(r"[{}]|None|⟦", part) for part in said)


def wrong_line(content: Content, locale: str) -> str:
    """The line that does not speak the language."""
    phones = content.facts.phones
    return phones.hotline_foreign if locale == "ja" else phones.hotline_japanese
