"""What the action server answers."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa.actions import ServedAction

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
