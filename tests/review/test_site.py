"""The frame around the pages: who gets in, what browsers are told, in which language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from review.site import administrators
from review.site.auditing import DENIED, accessed
from review.site.roles import Role, role_of
from tests.review.conftest import PASSWORD


def test_logging_in_leads_to_the_page_asked_for(user: Callable[..., User]) -> None:
    name = user(Role.REVIEWER).get_username()
    client = Client()
    asked = client.get("/")
    assert asked["Location"] == "/login/?next=/"
    answer = client.post(asked["Location"], {"username": name, "password": PASSWORD, "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_wrong_password_is_told_without_saying_which_of_the_two(user: Callable[..., User]) -> None:
    name = user().get_username()
    wrong, unknown = (
        Client(headers={"accept-language": "en"}).post("/login/", {"username": one, "password": "no"}).content.decode()
        for one in (name, "nobody")
    )
    assert "Name or password are not right." in wrong
    assert "Name or password are not right." in unknown


@pytest.mark.parametrize("address", ["/login/", "/nowhere/"])
def test_every_page_has_the_policy_and_stays_out_of_caches(address: str) -> None:
    headers = Client().get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"


def test_pages_are_japanese_unless_english_is_asked_for() -> None:
    assert "ログイン" in Client().get("/login/").content.decode()
    assert "Log in" in Client(headers={"accept-language": "en"}).get("/login/").content.decode()


def test_who_is_refused_is_told_to_the_audit_log(user: Callable[..., User]) -> None:
    told: list[dict[str, Any]] = []

    def listen(**said: Any) -> None:
        told.append(said)

    accessed.connect(listen)
    try:
        client = Client()
        client.force_login(user(Role.ANYONE))
        client.get("/")
    finally:
        accessed.disconnect(listen)
    assert [(one["action"], one["subject"]) for one in told] == [(DENIED, "/")]


def test_the_first_administrator_is_one() -> None:
    assert role_of(administrators.create("tanaka", "nagai aikotoba desu")) is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("name", "password"),
    [("tanaka", "short"), ("tanaka", "123456789012345"), ("tanaka", "password1234"), ("", "nagai aikotoba desu")],
)
def test_a_weak_password_or_no_name_makes_no_administrator(name: str, password: str) -> None:
    with pytest.raises(administrators.Refused):
        administrators.create(name, password)
