"""What nginx lets through, what it refuses, and what it keeps."""

from __future__ import annotations

import re
from uuid import uuid4

import httpx
import pytest

from tests.stack.topology import Stack

PROBLEM = "application/problem+json"
LOGGED = {"time", "id", "method", "status", "seconds", "bytes", "bots", "tried", "bots_seconds", "cache"}
CLOSED = [
    # what is for those who run the bot
    "/webhooks/website/ready",
    "/metrics",
    # Rasa's own
    "/version",
    "/status",
    "/conversations/default/tracker",
    "/webhooks/rest/webhook",
    # another way to write a public path
    "/webhooks/website/session/",
    "/webhooks/website//session",
    "/webhooks/website/widget/../ready",
    "/webhooks/website/%72eady",
    # the review app has a port of its own
    "/login/",
]


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_public_is_not_there(running: Stack, http: httpx.Client, path: str) -> None:
    answer = http.get(httpx.URL(running.address, raw_path=path.encode()))
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)
    assert answer.json()["status"] == 404


def test_only_what_is_encrypted_is_answered(running: Stack) -> None:
    answer = httpx.get(f"http://127.0.0.1:{running.nginx.site.http_port}/webhooks/website/health", trust_env=False)
    assert answer.status_code == 308
    assert answer.headers["location"].startswith("https://")


def test_a_body_over_the_limit_is_refused_before_a_bot_sees_it(running: Stack, http: httpx.Client) -> None:
    answer = http.post("/messages", content=b"{" + b" " * 40_000 + b"}", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
    assert running.nginx.logged(answer)["bots"] == ""


def test_a_problem_of_the_bots_comes_through_as_it_is(http: httpx.Client) -> None:
    answer = http.post("/messages", json={"id": str(uuid4()), "text": "?"}, headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, PROBLEM)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_widgets_files_are_compressed_and_kept_long_by_browser_and_nginx(
    running: Stack, http: httpx.Client
) -> None:
    entry = http.get("/widget/madoguchi.js")
    assert entry.headers["cache-control"] == "public, max-age=300"
    [version] = set(re.findall(r"\./([0-9a-f]{12})/", entry.text))
    files = [http.get(f"/widget/{version}/panel.js") for _ in range(2)]
    for file in files:
        assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert file.headers["content-encoding"] == "gzip"
    assert [running.nginx.logged(file)["cache"] for file in files] == ["MISS", "HIT"]


def test_no_cache_is_asked_for_a_conversation(running: Stack, http: httpx.Client) -> None:
    answers = [http.post("/session", json={}) for _ in range(2)]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert answers[0].json()["token"] != answers[1].json()["token"]
    assert [running.nginx.logged(answer)["cache"] for answer in answers] == ["", ""]


def test_the_log_holds_no_address_of_a_clients_and_no_path(running: Stack, http: httpx.Client) -> None:
    line = running.nginx.logged(http.get(f"{running.address}/somebody/s-name?and=more"))
    assert line.keys() == LOGGED
    assert "somebody" not in running.nginx.access_log.read_text()


def test_staff_log_in_on_a_port_of_their_own(running: Stack) -> None:
    with httpx.Client(verify=running.nginx.trust, trust_env=False) as browser:
        page = browser.get(f"{running.staff_address}/login/")
        assert page.status_code == 200
        cookie = page.headers["set-cookie"]
        assert "Secure" in cookie
        refused = browser.post(
            f"{running.staff_address}/login/",
            data={
                "username": "nobody",
                "password": "x",
                "csrfmiddlewaretoken": browser.cookies["madoguchi_review_csrf"],
            },
            headers={"Origin": running.staff_address},
        )
    assert refused.status_code == 200  # the form once more, and not a page about cross-site requests
