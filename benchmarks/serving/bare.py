"""The limit of the server under the bot: Sanic alone, which parses a message and answers what the bot would."""

from __future__ import annotations

import sys
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from madoguchi.serving.ports import HOST

TOKEN = "t" * 100
"""About as long as a session's."""
ANSWER: dict[str, Any] = {
    "messages": [
        {
            "text": "The data that agencies send is encrypted. This is done whenever they send or ask for it.",
            "quick_replies": [
                {"title": "Is my number sent?", "button": "/faq_protection_codes"},
                {"title": "Who sees my data?", "button": "/faq_protection_staff_access"},
                {"title": "All in one place?", "button": "/faq_protection_decentralized"},
            ],
            "source": {"passages": ["P11"], "page": "https://www.city.example.jp/mynumber", "updated": "2026-11-01"},
        }
    ],
    "language": "en",
}


def bare() -> Sanic:
    app = Sanic("bare")
    app.add_route(session, "/webhooks/website/session", methods=["POST"])
    app.add_route(message, "/webhooks/website/messages", methods=["POST"])
    return app


async def session(request: Request) -> HTTPResponse:
    return json({"token": TOKEN, "greeting": [request.json["language"]]})


async def message(request: Request) -> HTTPResponse:
    return json(ANSWER | {"id": request.json["id"], "said": len(request.json["text"])})


if __name__ == "__main__":
    bare().run(host=HOST, port=int(sys.argv[1]), access_log=False)
