"""What the channel says is what its OpenAPI description says."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import openapi_v31_spec_validator
from ruamel.yaml import YAML

from madoguchi.rasa.channels import website
from tests.website.conftest import Resident

FILE = Path(website.__file__).with_name("website.openapi.yml")
DESCRIPTION: dict[str, Any] = YAML(typ="safe").load(FILE)
PREFIX = "/webhooks/website"


def test_the_description_is_openapi() -> None:
    openapi_v31_spec_validator.validate(DESCRIPTION)


def conforms(response: httpx.Response, method: str, path: str) -> None:
    described = DESCRIPTION["paths"][PREFIX + path][method]["responses"]
    assert str(response.status_code) in described
    answer = resolved(described[str(response.status_code)])
    schema = answer["content"][response.headers["Content-Type"]]["schema"]
    Draft202012Validator(schema | {"components": DESCRIPTION["components"]}).validate(response.json())


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    return part if reference is None else DESCRIPTION["components"]["responses"][reference.rpartition("/")[2]]


@pytest.mark.parametrize(
    "said",
    [
        "こんにちは",
        "What is the phone number?",
        "日曜日はやっていますか",
        "12月31日は電話できますか",
        "我丢了卡",
        "개인정보는 안전한가요",
        "quiero hablar con una persona",
        "asdf qwer",
        "meu número é 123456789018",
    ],
)
def test_answers_conform(resident: Resident, said: str) -> None:
    conforms(resident.send(text=said), "post", "/messages")


@pytest.mark.parametrize("language", ["ja", "zh-Hant", None])
def test_sessions_conform(http: httpx.Client, language: str | None) -> None:
    conforms(http.post("/session", json={"language": language}), "post", "/session")


def test_a_session_needs_no_body(http: httpx.Client) -> None:
    conforms(http.post("/session"), "post", "/session")


def test_health_conforms(http: httpx.Client) -> None:
    conforms(http.get("/health"), "get", "/health")
    conforms(http.get("/ready"), "get", "/ready")


def test_problems_conform(http: httpx.Client, resident: Resident) -> None:
    conforms(http.post("/messages", json={}), "post", "/messages")
    conforms(resident.send(), "post", "/messages")
    conforms(resident.send(text="a" * 2001), "post", "/messages")
    conforms(http.post("/session", json={"language": 1}), "post", "/session")


def test_every_status_that_is_described_is_a_real_one(resident: Resident) -> None:
    assert resident.http.post("/messages", json={"id": str(uuid4())}, headers=resident.headers).status_code == 422
