"""Text without what nobody can see, and without the power to command the bot."""

import re

# Rasa takes a text that starts with / for an intent, sent by a button. A line break or a space before it, or
# a slash of another width, comes to the same once the text is stripped and folded.
_COMMAND = re.compile(r"\A[\s/／∕⁄╱⧸]*[/／∕⁄╱⧸]\s*")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; NUL ends the server on PostgreSQL
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufeff"  # zero width; marks of direction
    "\u202a-\u202e\u2066-\u206f"  # bidi embedding, override, isolate
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers: letters without a glyph
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags
    "\ud800-\udfff"  # lone surrogates; they end the server on SQLite
    "]"
)


def clean(text: str) -> str:
    """The text without controls (but for newline and tab), invisible characters and leading slashes.

    Nothing but slashes says as much as a question mark, and becomes one: it was sent, and is to be answered.
    """
    visible = _INVISIBLE.sub("", text)
    said = _COMMAND.sub("", visible)
    return said if said.strip() or not visible.strip() else "?"
