"""Text as LINE counts and limits it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

LONGEST_TEXT = 5000
"""UTF-16 units of one text message (LINE Messaging API, text message)."""
LONGEST_LABEL = 20
"""Graphemes of an action's label (LINE Messaging API, action objects)."""
MOST_MESSAGES = 5
"""Messages of one call (LINE Messaging API, `ReplyMessageRequest`)."""
ELLIPSIS = "…"

_SENTENCE = regex.compile(r".*?(?:[。！？!?]+[」』”\")]*|\.(?=\s|$)|\n+|$)\s*", regex.DOTALL)
_GRAPHEME = regex.compile(r"\X")


def units(text: str) -> int:
    """The length in UTF-16 units: an emoji outside the basic plane counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """The text in pieces of at most `longest` units, cut at the ends of sentences where there are any."""
    pieces: list[str] = []
    piece = ""
    for part in _parts(text, longest):
        if units(piece + part.rstrip()) > longest:
            pieces.append(piece.strip())
            piece = ""
        piece += part
    pieces.append(piece.strip())
    return [piece for piece in pieces if piece]


def within(text: str, longest: int) -> str:
    """The text, its end given up for an ellipsis where it has more than `longest` units."""
    if units(text) <= longest:
        return text
    return split(text, longest - units(ELLIPSIS))[0] + ELLIPSIS


def label(text: str, longest: int = LONGEST_LABEL) -> str:
    """The text as a label of at most `longest` graphemes (UAX #29), never cut inside of one."""
    graphemes = _GRAPHEME.findall(text)
    return text if len(graphemes) <= longest else "".join(graphemes[: longest - 1]).rstrip() + ELLIPSIS


def _parts(text: str, longest: int) -> Iterator[str]:
    """Sentences; of a sentence that is too long by itself, graphemes; of such a grapheme, characters."""
    for sentence in filter(None, _SENTENCE.findall(text)):
        if units(sentence.rstrip()) <= longest:
            yield sentence
            continue
        for grapheme in _GRAPHEME.findall(sentence):
            yield from [grapheme] if units(grapheme) <= longest else grapheme
