"""Reads from Rasa's tracker what the composer must know of a turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.content import Content
from madoguchi.replies import Reply, Turn

REPLY = "reply"
"""The key of a bot utterance's metadata under which everything beside its text is kept."""
CONTEXT = "context"
MASKED = "masked"
"""The key of a user message's metadata with the names of the recognisers that removed something."""
COMPLETES = "completes"
"""The key of a user message's metadata that says that a number was sent in pieces, of which this message has the last.

The messages before were amended then: whoever has read them earlier reads them again."""
TAIL = "tail"
"""The key of a user message's metadata with what `SplitNumbers` remembers."""


def turn(tracker: DialogueStateTracker, content: Content, now: dt.datetime) -> Turn:
    """The turn that the bot is about to answer."""
    message = tracker.latest_message or UserUttered("")
    parsed, before = message.parse_data or {}, _before(tracker)
    return Turn(
        text=message.text or "",
        locale=locale(tracker, metadata_of(message), content),
        now=now,
        guesses=tuple(parsed.get("guesses") or ()),
        second=parsed.get("second_intent"),
        masked=frozenset(metadata_of(message).get(MASKED) or ()),
        group=_entity(message, "topic_group"),
        language_named=_entity(message, "chosen_language") is not None,
        last_answer=next((said["answers"] for said in before if said.get("answers")), None),
        offer=before[0].get("offer") if before else None,
        last_day=_last_day(before),
    )


def locale(tracker: DialogueStateTracker | None, metadata: Mapping[str, Any], content: Content) -> str:
    """In which locale to answer: an explicit choice, then the message, the conversation, the page's language.

    `metadata` is the present message's: `language` chosen in the channel's own menu, `page_language`.
    """
    slots = tracker.current_slot_values() if tracker else {}
    named = _entity(tracker.latest_message, "chosen_language") if tracker else None
    language = (
        named
        or metadata.get("language")
        or slots.get("chosen_language")
        or slots.get("language")
        or metadata.get("page_language")
        or (tracker and tracker.latest_message and (tracker.latest_message.parse_data or {}).get("reply_language"))
    )
    known = str(language) if language in content.languages else next(iter(content.languages))
    scripts = [slots.get("script"), metadata.get("script")]
    if metadata.get("language") and not named:
        scripts.reverse()
    return content.locale(known, scripts[0] or scripts[1])


def metadata(reply: Reply, locale: str, content: Content) -> dict[str, Any]:
    """What is kept beside the text of a reply, under REPLY."""
    said: dict[str, Any] = {"locale": locale, "language": content.locales[locale]}
    said |= {"source": reply.source, "hours": reply.hours, "answers": reply.answers, "offer": reply.offer}
    said |= {"handoff": reply.handoff, "phones": [phone.as_dict() for phone in reply.phones]}
    return {key: value for key, value in said.items() if value}


def metadata_of(message: UserUttered) -> Mapping[str, Any]:
    return message.metadata or {}


def context(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """What the bot said last, and the language that the resident's messages told: what the understanding goes by.

    Kept in the next message's metadata under CONTEXT.
    """
    events = reversed(tracker.events) if tracker else ()
    said = next((event.metadata.get(REPLY) or {} for event in events if isinstance(event, BotUttered)), {})
    slots = tracker.current_slot_values() if tracker else {}
    found = {key: said.get(key) for key in ("answers", "handoff")}
    found["language"] = slots.get("chosen_language") or slots.get("language")
    return {key: value for key, value in found.items() if value}


def tail(tracker: DialogueStateTracker | None) -> list[int]:
    """What `SplitNumbers` remembers of the messages before."""
    events = reversed(tracker.events) if tracker else ()
    said = next((event for event in events if isinstance(event, UserUttered)), None)
    counts: list[int] = (metadata_of(said).get(TAIL) if said else None) or []
    return counts


def _entity(message: UserUttered | None, name: str) -> str | None:
    entities = (message and message.entities) or ()
    return next((entity["value"] for entity in entities if entity.get("entity") == name), None)


def _before(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """What the bot said before the present message, latest first."""
    return list(_said(tracker))


def _said(tracker: DialogueStateTracker) -> Iterator[dict[str, Any]]:
    current = True
    for event in reversed(tracker.events):
        kind = type(event)  # an event's class is an abstract one's, of which Python asks more than of another
        if kind is UserUttered:
            current = False
        elif kind is BotUttered and not current:
            yield event.metadata.get(REPLY) or {}


def _last_day(before: list[dict[str, Any]]) -> dt.date | None:
    hours = before[0].get("hours") if before and before[0].get("answers") else None
    return dt.date.fromisoformat(hours["date"]) if hours else None
