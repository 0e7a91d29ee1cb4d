"""Servers that die: the resident still gets the telephone numbers, and the next message works."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from madoguchi.privacy import harmless_id
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Supervisor
from tests.website.conftest import ROOT, Resident, text, user_events

FOREIGN_LINE, WARD = "0120-0178-26", "03-5246-9022"


@pytest.fixture
def own_service(tmp_path: Path) -> Service:
    """A bot for one test, which may kill it."""
    return Service.apart(ROOT, tmp_path)


def client(service: Service) -> httpx.Client:
    return httpx.Client(base_url=f"{service.address}/webhooks/website", timeout=60, trust_env=False)


def test_without_the_action_server_the_bot_apologises_and_goes_on(own_service: Service) -> None:
    actions, bot = own_service.programs
    with Supervisor([bot], own_service.logs) as server, client(own_service) as http:
        with Supervisor([actions], own_service.logs):
            server.wait_until(partial(missing, own_service.port))
        resident = Resident(http, "en")
        body = {"id": str(uuid4()), "text": "I want to talk to a person"}
        apology = resident.send(**body).json()
        assert FOREIGN_LINE in text(apology)
        assert resident.say("電話番号を教えてください")["language"] == "ja"
        assert resident.send(**body).json() == apology, "in the language of then"
        assert WARD in text(apology)
        assert FOREIGN_LINE in text(resident.say("What is the phone number?"))
        unready = http.get("/ready")
        assert (unready.status_code, unready.json()["actions"]) == (503, False)
        assert http.get("/health").status_code == 200


def test_a_returning_resident_goes_on_after_a_restart(own_service: Service) -> None:
    body = {"id": harmless_id(uuid4()), "text": "¿Cuál es el número de teléfono?"}
    service = own_service
    with running(service), client(service) as http:
        resident = Resident(http)
        before = http.post("/messages", json=body, headers=resident.headers).json()
    with running(service), client(service) as http:
        resident.http = http
        assert http.post("/messages", json=body, headers=resident.headers).json() == before
        assert resident.say("ok")["language"] == "es", "the conversation's language was kept"
    assert [event["message_id"] for event in user_events(service.database)].count(body["id"]) == 1
