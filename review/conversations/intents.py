"""What staff call the intents, and the languages and channels, in the language that they read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from madoguchi.content import Content, load
from review.site.places import ROOT

OTHERS = {
    "greet": _("Greeting"),
    "goodbye": _("Goodbye"),
    "thank": _("Thanks"),
    "affirm": _("Yes"),
    "deny": _("No"),
    "bot_challenge": _("Are you a machine?"),
    "list_topics": _("What can I ask here?"),
    "change_language": _("Another language"),
    "tell_more": _("Tell me more"),
    "human_handoff": _("Talk to a person"),
    "not_helpful": _("That did not help"),
    "none_of_these": _("None of these"),
    "out_of_scope": _("Not a question that the page answers"),
    "nlu_fallback": _("Not understood"),
}
"""Those of conversation, for which the content has no title."""
UNTEACHABLE = {"none_of_these", "nlu_fallback"}
"""No sentence means these: one is only a button, the other the lack of an answer."""
CHANNELS = {"website": _("Website"), "line": "LINE"}


@dataclass(frozen=True)
class Gist:
    """What an answer says, for who does not read its language."""

    title: str
    text: str
    passages: list[tuple[str, str]]
    """Their names, and the page's own words."""


@cache
def content() -> Content:
    return load(ROOT / "content")


def reading() -> str:
    """The locale of the content that staff read: Japanese or English."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def name(intent: str) -> str:
    """The intent in words; as it is spelt where it is not known any more."""
    if intent in OTHERS:
        return str(OTHERS[intent])
    answers = content().texts[reading()]
    return answers[intent].title if intent in answers else intent


def choices() -> list[tuple[str, str]]:
    """Every intent that a message can be taught to mean, with its name; the page's own first."""
    every = [*content().intents, *OTHERS]
    return [(intent, name(intent)) for intent in every if intent not in UNTEACHABLE]


def chosen(written: str) -> str | None:
    """The intent that was typed: its name, its spelling, or a part that only one name has."""
    asked = written.strip().casefold()
    offered = {intent: title.casefold() for intent, title in choices()}
    exact = [intent for intent, title in offered.items() if asked in (intent, title)]
    parts = [intent for intent, title in offered.items() if asked and (asked in title or asked in intent)]
    return exact[0] if exact else parts[0] if len(parts) == 1 else None


def gist(intent: str) -> Gist | None:
    """None for what is not an answer from the page."""
    if intent not in content().intents:
        return None
    answer = content().answer(intent, reading())
    passages = [(one, content().passages[one]) for one in content().intents[intent].passages]
    return Gist(answer.title, answer.text or gettext("Composed from the opening hours of the day."), passages)


def language(code: str) -> str:
    """A language's name in the language of the page."""
    return str(Locale(reading()).languages.get(code, code)) if code else gettext("unknown")


def channel(given: str) -> str:
    return str(CHANNELS.get(given, given)) or gettext("unknown")
