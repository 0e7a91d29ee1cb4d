"""The command line as a user meets it, and a website channel that is a stub."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from madoguchi.cli import app

REPOSITORY = Path(__file__).parents[2]


def run(*arguments: str | Path, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=typed)


class Channel(http.server.ThreadingHTTPServer):
    """Answers each message by saying it again, or with the next of `prepared`: status, headers and body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.prepared: list[tuple[int, dict[str, str], dict[str, Any]]] = []
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        self.asked.append(body)
        if self.prepared:
            return self.prepared.pop(0)
        if path.endswith("/session"):
            return 201, {}, {"token": "t", "greeting": [message("Hello", "Hours", "Cost")], "language": "en"}
        said = body.get("text") or f"pressed {body['button']}"
        return 200, {}, {"messages": [message(said, "Ward")], "language": "en"}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        assert isinstance(self.server, Channel)
        status, headers, answer = self.server.answer(self.path, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def message(text: str, *titles: str) -> dict[str, Any]:
    replies = [{"title": title, "button": f"/{title.lower()}"} for title in titles]
    return {
        "text": text,
        "quick_replies": replies,
        "phones": [{"label": "Call centre", "number": "0120-0178-26", "tel": "tel:0120017826"}],
    }


@pytest.fixture
def channel() -> Iterator[Channel]:
    with Channel() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
