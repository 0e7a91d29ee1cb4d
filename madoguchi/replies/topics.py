"""The menu: groups of questions, and the questions of each."""

from __future__ import annotations

from madoguchi.content import Content
from madoguchi.replies.turn import Button, QuickReply


def topics(content: Content, locale: str) -> tuple[QuickReply, ...]:
    """A button for each group of questions."""
    names = content.interfaces[locale].groups
    return tuple(QuickReply(names[group], topic_button(group).payload) for group in content.groups)


def topic_button(group: str) -> Button:
    return Button("list_topics", {"topic_group": group})


def language_button(code: str, locale: str) -> Button:
    """The button for one language, and for one script of it where it has several."""
    script = locale.removeprefix(code).removeprefix("-")
    return Button("change_language", {"chosen_language": code} | ({"script": script} if script else {}))
