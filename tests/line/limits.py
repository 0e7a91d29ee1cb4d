"""LINE's rules on what is sent, where its reference states them and its OpenAPI description does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex
from linebot.v3 import messaging

MODELS = {
    "/v2/bot/message/reply": messaging.ReplyMessageRequest,
    "/v2/bot/message/push": messaging.PushMessageRequest,
    "/v2/bot/chat/loading/start": messaging.ShowLoadingAnimationRequest,
    "/v2/bot/richmenu": messaging.RichMenuRequest,
    "/v2/bot/richmenu/alias": messaging.CreateRichMenuAliasRequest,
}
"""The SDK's models of our requests."""
SCHEMES = ("http:", "https:", "line:", "tel:")


def faults(path: str, body: dict[str, Any]) -> list[str]:
    return [*_model(path, body), *_messages(body), *_loading(body), *_menu(body)]


def _model(path: str, body: dict[str, Any]) -> Iterator[str]:
    model = MODELS.get(path)
    if model:
        try:
            model.from_dict(body)
        except ValueError as error:
            yield f"the SDK's {model.__name__}: {type(error).__name__}"


def _messages(body: dict[str, Any]) -> Iterator[str]:
    messages = body.get("messages") or []
    for message in messages:
        if message["type"] == "text" and not 0 < units(message["text"]) <= 5000:
            yield "text: 1 to 5000 UTF-16 units"
        if message["type"] == "flex" and not 0 < units(message["altText"]) <= 1500:
            yield "altText: 1 to 1500"
        yield from _parts(message)
    if any("quickReply" in message for message in messages[:-1]):
        yield "quickReply: shown under the last message only"


def _parts(part: Any) -> Iterator[str]:
    """Actions and Flex texts, wherever they are."""
    if isinstance(part, dict):
        if part.get("type") == "text" and not part.get("text", "x"):
            yield "text: empty"
        yield from _action(part.get("action") or {})
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _parts(inner)


def _action(action: dict[str, Any]) -> Iterator[str]:
    if action and not 0 < graphemes(action.get("label", "")) <= 20:
        yield "action/label: 1 to 20 characters"
    if units(action.get("data", "")) > 300 or units(action.get("displayText", "")) > 300:
        yield "action/data: 300 characters at most"
    if not action.get("uri", "tel:").startswith(SCHEMES):
        yield "action/uri: invalid scheme"


def _loading(body: dict[str, Any]) -> Iterator[str]:
    if body.get("loadingSeconds", 5) % 5:
        yield "loadingSeconds: a multiple of 5"


def _menu(body: dict[str, Any]) -> Iterator[str]:
    if "areas" in body and len(body["areas"]) > 20:
        yield "areas: 20 at most"
    for area in body.get("areas", ()):
        bounds, size = area["bounds"], body["size"]
        yield from _action(area["action"])
        if bounds["x"] + bounds["width"] > size["width"] or bounds["y"] + bounds["height"] > size["height"]:
            yield "bounds: outside of the menu"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))
