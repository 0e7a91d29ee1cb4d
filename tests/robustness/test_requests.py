"""Whatever is sent: a small clear error in the protocol's own terms, never a 500, never an empty 200, never an exit."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from benchmarks.requests import bad_requests, is_answered
from madoguchi.rasa.channels import website
from madoguchi.serving.ports import HOST
from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import Supervisor
from tests.website.conftest import Resident, http, service, supervisor, text

__all__ = ["http", "service", "supervisor"]

pytestmark = pytest.mark.timeout(900)  # many requests to one bot, on whatever machine
load_all_checks()
DESCRIPTION = schemathesis.openapi.from_path(Path(website.__file__).with_name("website.openapi.yml"))
BOUNDED = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
FEWER_THAN_ARE_ALLOWED = 50
"""Messages of a conversation; one may send 60 a minute."""


@pytest.fixture(scope="session")
def token(http: httpx.Client) -> Callable[[], str]:
    """The token of a conversation that has not sent too many messages yet."""
    tokens: list[str] = []
    calls = count()

    def current() -> str:
        if next(calls) % FEWER_THAN_ARE_ALLOWED == 0:
            tokens.append(Resident(http).session["token"])
        return tokens[-1]

    return current


@DESCRIPTION.parametrize()
@BOUNDED
def test_what_the_description_allows_and_forbids_is_answered_as_it_says(
    case: schemathesis.Case, service: Service, supervisor: Supervisor, token: Callable[[], str]
) -> None:
    # A text of white space or a language that the bot lacks is well formed, and refused all the same.
    case.call_and_validate(
        base_url=service.address,
        headers={"Authorization": f"Bearer {token()}"},
        excluded_checks=[positive_data_acceptance],
    )


def is_demo_page(path: str) -> bool:
    return path.partition("?")[0] == "/"


ROOT_PATHS = [
    # Rasa's own
    "/", "/version", "/status", "/domain", "/model", "/model/parse", "/model/train", "/webhooks/rest/webhook",
    "/webhooks/rest", "/socket.io/", "/webhooks/callback/webhook", "/conversations/default/tracker",
    "/conversations/x/messages", "/static/index.html", "/docs", "/openapi.json",
    # what scanners try
    "/.env", "/wp-login.php", "/admin", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%00", "/%ff", "//",
    "/webhooks", "/webhooks/", "/webhooks//session", "/webhooks/website", "/webhooks/website/", "/webhooks/website/x",
    "/webhooks/website/session/x", "/webhooks/website/%73ession%00", "/" + "a" * 4000, "/?" + "a=b&" * 900,
]  # fmt: skip


METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]
NOT_THERE = [(method, path) for path in ROOT_PATHS for method in METHODS if method != "GET" or not is_demo_page(path)]


@pytest.mark.parametrize(("method", "path"), NOT_THERE, ids=lambda part: part[:40])
def test_nothing_but_the_channels_is_there(http: httpx.Client, service: Service, method: str, path: str) -> None:
    answer = http.request(method, f"{service.address}{path}")
    assert answer.status_code in (400, 404, 405)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert path.strip("/") == "" or path not in answer.text


@pytest.mark.parametrize("path", ["session", "messages", "health", "ready"])
def test_pages_of_other_sites_get_no_leave(http: httpx.Client, path: str) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answer = http.options(f"/{path}", headers=asked)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.status_code == (204 if path in {"session", "messages"} else 405)


SESSION = b"POST /webhooks/website/session HTTP/1.1\r\n"
RAW: list[tuple[str, bytes]] = [
    ("no HTTP", b"hello\r\n\r\n"),
    ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n"),
    ("another version", b"GET / HTTP/9.9\r\n\r\n"),
    ("NULs", bytes(300) + b"\r\n\r\n"),
    ("a header without a colon", b"GET /webhooks/website/health HTTP/1.1\r\nHost\r\n\r\n"),
    ("headers of 100 kB", b"GET /webhooks/website/health HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"),
    ("a length that is no number", SESSION + b"Content-Length: x\r\n\r\n"),
    ("a length below zero", SESSION + b"Content-Length: -5\r\n\r\n"),
    ("bad chunks", SESSION + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhi\r\n0\r\n\r\n"),
    ("two lengths", SESSION + b"Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}"),
    ("an odd expectation", SESSION + b"Expect: x\r\nContent-Length: 2\r\n\r\n{}"),
    ("bytes in the address", b"GET /\xff\xfe\x00 HTTP/1.1\r\nHost: x\r\n\r\n"),
]  # fmt: skip


@pytest.mark.parametrize("sent", [row[1] for row in RAW], ids=[row[0] for row in RAW])
def test_bytes_that_are_hardly_http_end_no_server(http: httpx.Client, service: Service, sent: bytes) -> None:
    with socket.create_connection((HOST, service.port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answered = b"".join(iter(lambda: _read(connection), b""))
    status = answered.split(b" ", 2)[1:2]
    assert not status or not status[0].startswith(b"5") or status == [b"503"]
    assert text(Resident(http).say("What is My Number?"))


def _read(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionError:
        return b""


@pytest.fixture
def bad(service: Service, token: Callable[[], str]) -> Iterator[httpx.Request]:
    return bad_requests(1, service.address, token)


def test_bad_requests_are_answered_each_with_a_problem(http: httpx.Client, bad: Iterator[httpx.Request]) -> None:
    for _, request in zip(range(300), bad, strict=False):
        answer = http.send(request)
        assert is_answered(answer), (request.method, request.url, answer.status_code)
    assert text(Resident(http).say("What is My Number?"))
