"""What residents think of answers, as it is kept."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from uuid import uuid4

import httpx
import pytest

from madoguchi.privacy import harmless_id
from madoguchi.serving.service import Service


class Resident:
    """One who says what they think."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.headers = {"Authorization": f"Bearer {http.post('/webhooks/website/session').json()['token']}"}
        self.message = harmless_id(uuid4())
        self.post("messages", id=self.message, text="hello").raise_for_status()

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.http.post(f"/webhooks/website/{path}", json=body, headers=self.headers)


def opinions(service: Service, opinion: str) -> list[dict[str, Any]]:
    with sqlite3.connect(service.database) as connection:
        rows = connection.execute("SELECT data FROM events WHERE type_name = 'slot' ORDER BY id").fetchall()
    values = [json.loads(data)["value"] for (data,) in rows if json.loads(data)["name"] == "feedback"]
    return [value for value in values if value and value["feedback_id"] == opinion]


def test_an_opinion_is_kept_once_and_masked(http: httpx.Client, service: Service) -> None:
    resident, opinion = Resident(http), harmless_id(uuid4())
    said = {"id": opinion, "message": resident.message, "helpful": False, "reason": "I am 1234 5678 9018"}
    for _ in range(2):
        assert resident.post("feedback", **said).json() == {"status": "kept"}
    kept = {"feedback_id": opinion, "message_id": resident.message, "helpful": False, "reason": "I am ⟦my_number⟧"}
    assert opinions(service, opinion) == [kept]
    assert resident.post("messages", id=str(uuid4()), text="hello").status_code == 200


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("of a message that is not there", {"message": str(uuid4())}, "/message"),
    ("without a judgement", {"helpful": None}, "/helpful"),
    ("with a judgement that is none", {"helpful": "yes"}, "/helpful"),
    ("with too long a reason", {"reason": "a" * 501}, "/reason"),
    ("without a UUID", {"id": "1"}, "/id"),
]


@pytest.mark.parametrize(("change", "pointer"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_opinion_is_refused(http: httpx.Client, change: dict[str, Any], pointer: str) -> None:
    resident = Resident(http)
    refused = resident.post("feedback", **{"id": str(uuid4()), "message": resident.message, "helpful": True} | change)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


def test_nobody_judges_another_conversation(http: httpx.Client) -> None:
    one, other = Resident(http), Resident(http)
    said = {"id": str(uuid4()), "message": one.message, "helpful": True}
    assert other.post("feedback", **said).status_code == 422
    assert http.post("/webhooks/website/feedback", json=said).status_code == 401
