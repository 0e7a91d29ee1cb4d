"""What the action server answers, and how it is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import nullcontext
from typing import Any

import pytest
from aiohttp import ClientConnectionError, web
from aiohttp.test_utils import TestServer
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa.actions import ActionServer, ServedAction

ANSWERS: list[tuple[str, Any, bool]] = [
    ("nothing to do", {"events": [], "responses": []}, True),
    ("something to say", {"events": [], "responses": [{"response": "utter_greet"}]}, True),
    ("an event", {"events": [{"event": "slot", "name": "language", "value": "pt"}], "responses": []}, True),
    ("an event without its kind", {"events": [{"name": "language"}], "responses": []}, False),
    ("a response that is none", {"events": [], "responses": ["hello"]}, False),
    ("a list", [], False),
]


@pytest.mark.parametrize(("answer", "is_valid"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
@pytest.mark.parametrize("kind", [RemoteAction, ServedAction], ids=["by Rasa", "by us"])
def test_an_answer_is_taken_or_refused_as_by_rasa(kind: type[RemoteAction], answer: Any, is_valid: bool) -> None:
    action = kind("action_hand_off", EndpointConfig("http://actions.example/webhook"))
    with nullcontext() if is_valid else pytest.raises((ValidationError, RasaException)):
        action._validate_action_result(answer)


@pytest.fixture
async def served() -> AsyncIterator[tuple[TestServer, list[Any]]]:
    """An action server, with the connections by which it was asked; it hangs up where `hangs_up` is said."""
    connections: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        connections.append(request.transport)
        said = await request.json()
        if said.get("hangs_up") and connections.count(request.transport) > 1:
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"events": [], "responses": [{"response": said["next_action"]}]})

    application = web.Application()
    application.router.add_post("/webhook", answer)
    async with TestServer(application) as server:
        yield server, connections


@pytest.fixture
async def endpoint(served: tuple[TestServer, list[Any]]) -> AsyncIterator[ActionServer]:
    made = ActionServer.of(EndpointConfig(str(served[0].make_url("/webhook")), headers={"X-From": "bot"}))
    yield made
    await made.close()


async def test_calls_share_a_connection(served: tuple[TestServer, list[Any]], endpoint: ActionServer) -> None:
    for name in ("action_hand_off", "action_take_offer"):
        answer = await endpoint.request("post", json={"next_action": name})
        assert answer["responses"] == [{"response": name}]
    assert len(served[1]) == 2
    assert len(set(served[1])) == 1


async def test_a_connection_that_has_ended_is_made_anew(
    served: tuple[TestServer, list[Any]], endpoint: ActionServer
) -> None:
    for _ in range(2):
        answer = await endpoint.request("post", json={"next_action": "action_hand_off", "hangs_up": True})
        assert answer["responses"] == [{"response": "action_hand_off"}]
    assert len(set(served[1])) == 2


async def test_after_it_is_closed_it_can_be_used_again(endpoint: ActionServer) -> None:
    for _ in range(2):
        assert await endpoint.request("post", json={"next_action": "action_hand_off"})
        await endpoint.close()


async def test_an_action_server_that_is_down_is_told_as_by_rasa() -> None:
    endpoint = ActionServer.of(EndpointConfig("http://127.0.0.1:1/webhook"))
    with pytest.raises(ClientConnectionError):
        await endpoint.request("post", json={"next_action": "action_hand_off"})
    await endpoint.close()
