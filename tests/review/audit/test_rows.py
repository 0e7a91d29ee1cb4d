"""Whatever is seen or done is a row before it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from review.audit import actions as known
from review.audit.models import Entry
from review.audit.verify import verify
from review.site import administrators, auditing
from review.site.roles import Role
from tests.review.audit.rows import actions, details, rows
from tests.review.conftest import PASSWORD
from tests.review.test_roles import OPEN, address, everywhere

UNSEEN = {
    # shows nothing of a resident's, and changes nothing but what is one's own
    "home",
    "save_filter",
    "forget_filter",
    "account",
    "figures",
    "figure_chart",
    "own_factor",
    "own_factor_picture",
    # tells of each change itself
    "own_password",
    "own_factor_remove",
    "accounts",
    "account_new",
    "account_of",
    "account_role",
    "account_active",
    "account_password",
    "account_factor",
    "account_unlock",
}
"""Addresses whose visit alone is no row; a new one is to be thought over here."""


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*one, id=one[0] or "/") for one in everywhere()])
def test_every_address_that_shows_conversations_is_recorded(route: str, pattern: URLPattern) -> None:
    action = getattr(pattern.callback, "audit", None)
    assert (action is None) == (pattern.name in UNSEEN | OPEN)
    assert action is None or action in known.WORDS


SEEN = [one for one in everywhere() if getattr(one[1].callback, "audit", None)]


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*one, id=one[0]) for one in SEEN])
def test_a_visit_is_one_row_whether_or_not_there_is_anything(
    client_of: Callable[[Role], Client], route: str, pattern: URLPattern
) -> None:
    client = client_of(Role.ADMINISTRATOR)
    before = Entry.objects.count()
    response = client.get(address(route), {"q": "税"}, REMOTE_ADDR="192.0.2.7")
    last = Entry.objects.latest("number")
    assert Entry.objects.count() == before + 1
    assert (last.action, last.subject) == (pattern.callback.audit, address(route))  # type: ignore[attr-defined]
    assert (last.name.partition("-")[0], last.address) == ("administrator", "192.0.2.7")
    assert details() == {"asked": {"q": ["税"]}}
    response.close()


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*one, id=one[0]) for one in SEEN])
def test_nothing_is_shown_that_could_not_be_recorded(
    client_of: Callable[[Role], Client], route: str, pattern: URLPattern, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.ADMINISTRATOR)

    def fail(*given: Any, **more: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("review.audit.receivers.append", fail)
    client.raise_request_exception = False
    assert client.get(address(route)).status_code == 500


REFUSED = [(one, role) for one in everywhere() for role in Role if 0 < role < one[1].callback.role < Role.NOBODY]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("route", "role"), [pytest.param(one[0], role, id=f"{one[0]}-{role.group}") for one, role in REFUSED]
)
def test_each_refusal_is_a_row(client_of: Callable[[Role], Client], route: str, role: Role) -> None:
    client = client_of(role)
    before = Entry.objects.count()
    client.get(address(route))
    assert Entry.objects.count() == before + 1
    last = Entry.objects.latest("number")
    assert (last.action, last.subject, last.name.partition("-")[0]) == (
        auditing.DENIED,
        address(route),
        role.group,
    )


@pytest.mark.parametrize("route", [one[0] for one in everywhere() if one[1].name not in OPEN])
def test_who_is_in_no_group_is_refused_everywhere_and_each_time_is_a_row(user: Callable[..., User], route: str) -> None:
    client = Client()
    client.force_login(user(Role.ANYONE, "nobody"))
    assert client.get(address(route)).status_code == 403
    assert rows()[-1] == ("nobody", auditing.DENIED, address(route))


def test_login_failure_and_logout_are_rows(user: Callable[..., User]) -> None:
    user(Role.REVIEWER, "tanaka")
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post("/login/", {"username": "tanaka", "password": "wrong"})
    client.post("/login/", {"username": "tanaka", "password": PASSWORD})
    client.post("/logout/")
    assert rows() == [
        ("", known.LOGIN_FAILED, "tanaka"),
        ("tanaka", known.LOGIN, "tanaka"),
        ("tanaka", known.LOGOUT, "tanaka"),
    ]
    assert {one.address for one in Entry.objects.all()} == {"192.0.2.7"}


def test_a_name_that_nobody_has_is_not_kept_for_it_may_be_a_password() -> None:
    Client().post("/login/", {"username": "my-secret-password", "password": "my-secret-password"})
    assert rows() == [("", known.LOGIN_FAILED, "")]
    assert "secret" not in Entry.objects.get().details


def test_an_administrator_of_the_command_line_is_a_row() -> None:
    administrators.create("tanaka", "nagai aikotoba desu")
    assert rows() == [("", known.ACCOUNT_CREATED, "tanaka")]
    assert details() == {"role": "administrator"}


def test_a_row_names_the_method_that_changes_something(reviewer: Client) -> None:
    reviewer.post("/conversations/1/note/", {"text": "x"})
    assert (actions()[-1], details()) == (auditing.CORRECTION, {"method": "POST"})


def test_all_of_it_is_one_chain(reviewer: Client) -> None:
    for _ in range(3):
        reviewer.get("/conversations/")
    assert verify().number == Entry.objects.count() == 4


def test_every_action_has_its_words() -> None:
    constants = {value for key, value in vars(known).items() if key.isupper() and isinstance(value, str)}
    constants |= {value for key, value in vars(auditing).items() if key.isupper() and isinstance(value, str)}
    assert constants == set(known.WORDS)


def test_no_address_is_without_a_name() -> None:
    assert all(isinstance(one, URLPattern) and one.name for _route, one in everywhere())
    assert len(everywhere()) > len(get_resolver().url_patterns)
