"""A conversation as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from review.conversations import intents
from review.conversations.intents import Gist
from review.conversations.masks import masked_words, readable
from review.conversations.models import Author, Conversation, Judgement, Message
from review.queue.words import why


@dataclass(frozen=True)
class Line:
    """A message, and beside it what staff need to judge it."""

    message: Message
    text: str
    is_resident: bool
    understood: str = ""
    runner_up: str = ""
    language: str = ""
    masked: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    judgement: Judgement | None = None
    should_be: str = ""
    gist: Gist | None = None
    is_foreign: bool = False
    """Not in the language that staff read."""


def lines(conversation: Conversation) -> list[Line]:
    messages = conversation.messages.select_related("judgement__by").order_by("event")
    return [line(message) for message in messages]


def line(message: Message) -> Line:
    is_foreign = message.language != intents.reading()
    if message.author == Author.BOT:
        return Line(message, message.text, False, gist=intents.gist(message.answers), is_foreign=is_foreign)
    judgement = getattr(message, "judgement", None)
    return Line(
        message,
        readable(message.text),
        True,
        understood=intents.name(message.intent),
        runner_up=intents.name(message.runner_up) if message.runner_up_confidence else "",
        language=intents.language(message.language),
        masked=tuple(masked_words(message.masked)),
        why=tuple(why(message.reasons)),
        judgement=judgement,
        should_be=intents.name(judgement.intent) if judgement and judgement.intent else "",
        is_foreign=is_foreign,
    )


@dataclass(frozen=True)
class Row:
    """A conversation in a list."""

    conversation: Conversation
    address: str
    first: str
    """What the resident wrote first, or what was searched for."""
    language: str
    channel: str
    why: list[str]


def rows(conversations: Iterable[tuple[Conversation, str, bool]], shown: dict[int, str]) -> list[Row]:
    """Each with its address and whether its language is one with few reviews; `shown` are words by conversation."""
    return [
        Row(
            one,
            address,
            readable(shown.get(one.pk, "")),
            intents.language(one.language),
            intents.channel(one.channel),
            why(one.reasons, is_rare),
        )
        for one, address, is_rare in conversations
    ]


def first_words(conversations: Iterable[Conversation]) -> dict[int, str]:
    """Of each, the message that says best what it is about: one that deserves eyes, else the first."""
    messages = Message.objects.filter(conversation__in=list(conversations), author=Author.RESIDENT)
    found: dict[int, Any] = {}
    for message in messages.only("conversation_id", "text", "reasons", "event").order_by("event"):
        known = found.get(message.conversation_id)
        if known is None or message.reasons > known.reasons:
            found[message.conversation_id] = message
    return {pk: message.text for pk, message in found.items()}
