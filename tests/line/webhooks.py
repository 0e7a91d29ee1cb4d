"""Webhook events as LINE makes and signs them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import random
import time
from typing import Any

from tests.line.description import described

BOT = "U" + "b" * 32
_ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_message_ids = itertools.count(random.randrange(10**17, 10**18))


def user_id(number: int) -> str:
    return f"U{number:032x}"


def ulid() -> str:
    """48 bits of milliseconds and 80 random ones, in Crockford's base 32."""
    value = int(time.time() * 1000) << 80 | random.getrandbits(80)
    return "".join(_ULID[value >> shift & 31] for shift in range(125, -1, -5))


def event(kind: str, user: str | None, token: str | None = None, **more: Any) -> dict[str, Any]:
    """An event of a user; `source=` for one in a group, `mode=` for another than active."""
    made: dict[str, Any] = {
        "type": kind,
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user"} | ({"userId": user} if user else {}),
        "webhookEventId": ulid(),
        "deliveryContext": {"isRedelivery": False},
    }
    return made | ({"replyToken": token} if token else {}) | more


def message(kind: str, user: str | None, token: str | None, said: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"id": str(next(_message_ids)), "type": kind} | said
    return event("message", user, token, message=whole, **more)


def text(user: str | None, token: str | None, said: str, **more: Any) -> dict[str, Any]:
    return message("text", user, token, {"text": said, "quoteToken": "q"}, **more)


SAID: dict[str, dict[str, Any]] = {
    "sticker": {"packageId": "1", "stickerId": "2", "stickerResourceType": "STATIC", "quoteToken": "q"},
    "image": {"contentProvider": {"type": "line"}, "quoteToken": "q"},
    "video": {"contentProvider": {"type": "line"}, "quoteToken": "q", "duration": 1000},
    "audio": {"contentProvider": {"type": "line"}, "duration": 1000},
    "file": {"fileName": "a.pdf", "fileSize": 10},
    "location": {"title": "x", "address": "y", "latitude": 35.7, "longitude": 139.8},
}


def body(events: list[dict[str, Any]]) -> bytes:
    """As LINE writes it; where the description is there, it must be of its form."""
    whole = {"destination": BOT, "events": events}
    judge = described("webhook")
    known = [one for one in events if one["type"] in KINDS]
    if judge and (faults := judge.errors("CallbackRequest", whole | {"events": known})):
        raise ValueError(f"LINE would not send this: {faults}")
    return json.dumps(whole, ensure_ascii=False).encode("utf8", "surrogatepass")


KINDS = {
    *("message", "unsend", "follow", "unfollow", "join", "leave", "memberJoined", "memberLeft", "postback"),
    *("videoPlayComplete", "beacon", "accountLink", "membership"),
}


def signature(secret: str, signed: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
