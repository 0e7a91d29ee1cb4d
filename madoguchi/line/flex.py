"""Hours and handoff as a Flex message: the text, the source in small print, and buttons that dial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linebot.v3.messaging import (
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexMessage,
    FlexSeparator,
    FlexText,
    QuickReply,
    URIAction,
)

from madoguchi.line.text import label, within

LONGEST_ALT = 1500
"""UTF-16 units of the text that stands for a Flex message where none is shown (LINE Messaging API)."""
GREY = "#6B6B6B"
BLUE = "#1A5FB4"


@dataclass(frozen=True)
class Dial:
    """A telephone number to dial: the button's words, those that will do where they do not fit, and its `tel:` URI
    (RFC 3966)."""

    title: str
    place: str
    number: str
    uri: str


def card(
    text: str, dials: Sequence[Dial], source: str | None, choices: str, quick_reply: QuickReply | None
) -> FlexMessage:
    """One bubble; its alt text says all that the bubble does."""
    body = [_text(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
    if source:
        body.append(_text(source, size="xs", color=GREY))
    if choices:
        body += [FlexSeparator(margin="lg"), _text(choices, size="sm", color=GREY)]
    return FlexMessage(
        altText=within(_alternative(text, dials, source, choices), LONGEST_ALT),
        contents=FlexBubble(
            size="giga",
            body=FlexBox(layout="vertical", spacing="md", contents=body),
            footer=FlexBox(layout="vertical", spacing="sm", contents=[_button(dial) for dial in dials]),
        ),
        quickReply=quick_reply,
    )


def _alternative(text: str, dials: Sequence[Dial], source: str | None, choices: str) -> str:
    numbers = [f"{dial.title} {dial.number}" for dial in dials if dial.number not in text]
    return "\n\n".join(filter(None, [text, "\n".join(numbers), source, choices]))


def _text(text: str, size: str = "md", color: str | None = None) -> FlexText:
    return FlexText(text=text, wrap=True, size=size, color=color)


def _button(dial: Dial) -> FlexButton:
    words = dial.title if label(dial.title) == dial.title else label(dial.place)
    return FlexButton(style="primary", height="sm", color=BLUE, action=URIAction(label=words, uri=dial.uri))
