"""The bot's reply as LINE messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from linebot.v3.messaging import Message, TextMessage

from madoguchi.content import Content
from madoguchi.line.choices import Choice, numbered, quick_replies, shown
from madoguchi.line.flex import Dial, card
from madoguchi.line.text import LONGEST_TEXT, MOST_MESSAGES, split, units


@dataclass(frozen=True)
class Spoken:
    """One message of the bot before it takes LINE's form."""

    text: str
    locale: str
    choices: tuple[Choice, ...] = ()
    phones: tuple[Mapping[str, str], ...] = ()
    has_source: bool = False


@dataclass(frozen=True)
class Answer:
    """What is sent, in LINE's JSON; the payloads that a typed number chooses from; the locale it is in."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    payloads: list[str] = field(default_factory=list)
    locale: str = ""


def answer(spoken: Sequence[Spoken], content: Content) -> Answer:
    """At most five messages. Only under the last do choices stand: LINE shows quick replies nowhere else."""
    last = spoken[-1]
    messages = [message for one in spoken[:-1] for message in _messages(one, content, ())]
    final = _messages(last, content, last.choices)
    room = MOST_MESSAGES - min(len(final), MOST_MESSAGES)
    kept = messages[:room] + _at_most(final, MOST_MESSAGES)
    payloads = [choice.payload for choice in shown(last.choices)]
    return Answer([message.to_dict() for message in kept], payloads, last.locale)


def spoken(text: str, locale: str, buttons: Iterable[Mapping[str, str]], beside: Mapping[str, Any]) -> Spoken:
    """From the bot's message: its text, its buttons, and what it keeps beside them."""
    choices = tuple(Choice(one["title"], one["payload"]) for one in buttons)
    return Spoken(text, locale, choices, tuple(beside.get("phones") or ()), bool(beside.get("source")))


def _messages(one: Spoken, content: Content, choices: Sequence[Choice]) -> list[Message]:
    said = content.interfaces[one.locale]
    source = content.fill(said.labels.source, one.locale) if one.has_source else None
    listed = f"{said.line.choose}\n{numbered(choices)}" if choices else ""
    if one.phones and units(one.text) <= LONGEST_TEXT // 5:
        return [card(one.text, _dials(one, content), source, listed, quick_replies(choices))]
    pieces = split("\n\n".join(filter(None, [one.text, source, listed])))
    texts = [TextMessage(text=piece) for piece in pieces]
    texts[-1].quick_reply = quick_replies(choices)
    return list(texts)


def _dials(one: Spoken, content: Content) -> list[Dial]:
    call = content.interfaces[one.locale].line.call
    return [
        Dial(content.fill(call, one.locale, label=phone["label"]), phone["label"], phone["number"], phone["tel"])
        for phone in one.phones
    ]


def _at_most(messages: list[Message], most: int) -> list[Message]:
    """The first ones and the last, since the choices stand in that."""
    if len(messages) <= most:
        return messages
    return [*messages[: most - 1], messages[-1]]
