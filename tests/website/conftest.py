"""One bot with its action server for all of these tests, and residents who talk to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Supervisor

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service.apart(ROOT, tmp_path_factory.mktemp("bot"))


@pytest.fixture(scope="session")
def supervisor(service: Service) -> Iterator[Supervisor]:
    with running(service) as supervisor:
        yield supervisor


@pytest.fixture(scope="session")
def http(service: Service, supervisor: Supervisor) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{service.address}/webhooks/website", timeout=60, trust_env=False) as client:
        yield client


class Resident:
    """One tab of the widget."""

    def __init__(self, http: httpx.Client, language: str | None = None) -> None:
        self.http = http
        opened = http.post("/session", json={"language": language} if language else {})
        self.session: dict[str, Any] = opened.raise_for_status().json()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session['token']}"}

    def send(self, **body: Any) -> httpx.Response:
        return self.http.post("/messages", json={"id": str(uuid4())} | body, headers=self.headers)

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.send(text=text, **more).raise_for_status().json()
        return answer

    def press(self, button: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.send(button=button).raise_for_status().json()
        return answer


@pytest.fixture
def resident(http: httpx.Client) -> Resident:
    return Resident(http)


def text(answer: dict[str, Any]) -> str:
    return "\n\n".join(message["text"] for message in answer["messages"])


def user_events(database: Path) -> list[dict[str, Any]]:
    """What residents said, as it was kept."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT data FROM events WHERE type_name = 'user' ORDER BY id").fetchall()
    return [json.loads(data) for (data,) in rows]
