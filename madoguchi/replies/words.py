"""What the widget must know of a locale before it has said anything to the bot."""

from __future__ import annotations

from typing import Any

from madoguchi.content import Content
from madoguchi.replies.phones import hotline, ward
from madoguchi.replies.topics import topics
from madoguchi.replies.turn import Button

ELSEWHERE = {"noscript", "ward", "page", "open"}
"""Words of the page around the widget, and the name of its button, which its first file knows."""


def words(content: Content, locale: str) -> dict[str, Any]:
    """The widget's own words, the languages, the topics and the telephone numbers."""
    interface = content.interfaces[locale]
    own = interface.widget.model_dump(exclude=ELSEWHERE)
    return {
        "locale": locale,
        "words": own | {"page_named": content.fill(interface.labels.source, locale)},
        "languages": {tag: name for language in content.languages.values() for tag, name in language.locales.items()},
        "topics": [{"title": one.title, "button": one.payload} for one in topics(content, locale)],
        "person": {"title": interface.widget.person, "button": Button("human_handoff").payload},
        "phones": [phone.as_dict() for phone in (hotline(content, locale), ward(content, locale))],
        "timezone": content.facts.timezone,
    }
