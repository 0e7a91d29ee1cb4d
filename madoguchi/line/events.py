"""LINE's webhook events: untrusted, though signed, since LINE adds kinds and fields as it likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT, POSTBACK, FOLLOW, UNFOLLOW, UNSEND = "text", "postback", "follow", "unfollow", "unsend"
SILENT = "silent"
"""Known and not to be answered: standby, groups that talk among themselves."""
UNKNOWN = "unknown"
WORDLESS = {
    "sticker": "sticker",
    "image": "picture",
    "video": "picture",
    "audio": "audio",
    "file": "file",
    "location": "location",
}
"""Messages that are no text, and the words of the interface that answer them."""
OTHER = "other"
ANSWERED = {TEXT, POSTBACK, FOLLOW, OTHER, *WORDLESS.values()}
LONGEST_ID = 64
_KINDS = {FOLLOW, UNFOLLOW, UNSEND, POSTBACK}
_QUIET = {"join", "leave", "memberJoined", "memberLeft"}


@dataclass(frozen=True)
class Event:
    """What the channel needs of a webhook event; nothing else of it is kept.

    `kind` is one of the names above; `occurred` is LINE's time in milliseconds; `group` is a group's or a room's id;
    `masked` names the recognisers that removed something from the text, `removed` is the count of digits among that
    which may be pieces of a number.
    """

    id: str
    kind: str
    occurred: int
    user: str = ""
    group: str = ""
    token: str = ""
    message: str = ""
    text: str = ""
    masked: tuple[str, ...] = ()
    removed: int = 0
    unblocked: bool = False

    @property
    def owner(self) -> tuple[str, ...]:
        """Whose conversation it is part of; an event that names nobody is one by itself."""
        return tuple(filter(None, (self.group, self.user))) or (self.id,)

    @property
    def is_private(self) -> bool:
        """Between the bot and one user: there alone LINE shows that an answer is on its way."""
        return bool(self.user) and not self.group


def read(raw: Any) -> Event | None:
    """The event; None if it has no id of its own, by which it could be told from another."""
    parts = _Parts(raw)
    identifier = parts.text("webhookEventId")
    if not 0 < len(identifier) <= LONGEST_ID:
        return None
    source, message = parts.inner("source"), parts.inner("message")
    return Event(
        id=identifier,
        kind=_kind(parts),
        occurred=parts.number("timestamp"),
        user=source.text("userId"),
        group=source.text("groupId") or source.text("roomId"),
        token=parts.text("replyToken"),
        message=(message.text("id") or parts.inner("unsend").text("messageId"))[:LONGEST_ID],
        text=_text(parts),
        unblocked=parts.inner("follow").flag("isUnblocked"),
    )


class _Parts:
    """An object of JSON in which every look is total."""

    def __init__(self, raw: Any) -> None:
        self.raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}

    def text(self, key: str) -> str:
        value = self.raw.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        value = self.raw.get(key)
        return value if isinstance(value, int) and 0 <= value < 2**53 else 0

    def flag(self, key: str) -> bool:
        return self.raw.get(key) is True

    def inner(self, key: str) -> _Parts:
        return _Parts(self.raw.get(key))

    def list(self, key: str) -> list[_Parts]:
        value = self.raw.get(key)
        return [_Parts(one) for one in value] if isinstance(value, list) else []


def _kind(event: _Parts) -> str:
    kind = event.text("type")
    if kind in {UNSEND, UNFOLLOW}:  # what a user takes back is taken back in standby too
        return kind
    if event.text("mode") == "standby" or kind in _QUIET:
        return SILENT
    if kind != "message":
        return kind if kind in _KINDS else UNKNOWN
    if event.inner("source").text("type") in {"group", "room"} and not _mentions(event.inner("message")):
        return SILENT
    said = event.inner("message").text("type")
    return TEXT if said == TEXT else WORDLESS.get(said, OTHER)


def _mentions(message: _Parts) -> list[_Parts]:
    """The places in a text at which the bot is mentioned, last first."""
    found = [one for one in message.inner("mention").list("mentionees") if one.flag("isSelf")]
    return sorted(found, key=lambda one: one.number("index"), reverse=True)


def _text(event: _Parts) -> str:
    """The text without the bot's own name, or a postback's data."""
    message = event.inner("message")
    # Places are counted in UTF-16 units, as LINE's own text limits are.
    said = message.text("text").encode("utf-16-le", "surrogatepass")
    for mention in _mentions(message):
        start, length = mention.number("index") * 2, mention.number("length") * 2
        said = said[:start] + said[start + length :]
    return said.decode("utf-16-le", "replace") or event.inner("postback").text("data")
