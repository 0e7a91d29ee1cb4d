"""Every button that the bot can show, and what each says."""

from __future__ import annotations

from operator import attrgetter

from madoguchi.content import Content
from madoguchi.replies.topics import language_button, topic_button
from madoguchi.replies.turn import Button

PLAIN = {
    "affirm": "yes",
    "deny": "no",
    "none_of_these": "none_of_these",
    "human_handoff": "widget.person",
    "list_topics": "line.menu.topics",
    "change_language": "line.menu.language",
}
"""Intents of buttons, and the place in the interface where their title is."""


def buttons(content: Content) -> dict[str, Button]:
    """Every button by its payload: what a client sends back must be one of these."""
    every = [Button(intent) for intent in (*content.intents, *PLAIN)]
    every += [topic_button(group) for group in content.groups]
    every += [language_button(code, locale) for locale, code in content.locales.items()]
    return {button.payload: button for button in every}


def title(button: Button, content: Content, locale: str) -> str:
    """What the button says in a locale: the resident's words in the conversation."""
    if button.intent in content.intents:
        return content.answer(button.intent, locale).title
    if group := button.entities.get("topic_group"):
        return content.interfaces[locale].groups[group]
    if language := button.entities.get("chosen_language"):
        chosen = content.locale(language, button.entities.get("script"))
        return content.languages[language].locales[chosen]
    return str(attrgetter(PLAIN[button.intent])(content.interfaces[locale]))
