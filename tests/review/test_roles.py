"""Every address for every role, taken from the addresses themselves, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from review.site.roles import Role, allowed

VALUES = {"int": "1", "kind": "csv", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
ROLES = [Role.ANYONE, Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR]
OPEN = {"login", "login_code", "logout", "language"}
"""For who is not logged in; a new one is to be thought over here."""


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def address(route: str) -> str:
    for kind, value in VALUES.items():
        while f"<{kind}:" in route:
            start = route.index(f"<{kind}:")
            route = route[:start] + value + route[route.index(">", start) + 1 :]
    assert "<" not in route, f"{route}: give VALUES an example of this kind"
    return "/" + route


def everywhere() -> list[tuple[str, URLPattern]]:
    return list(patterns(get_resolver()))


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*one, id=one[0] or "/") for one in everywhere()])
def test_every_address_says_whose_it_is(route: str, pattern: URLPattern) -> None:
    role = getattr(pattern.callback, "role", None)
    assert isinstance(role, Role)
    assert (role is Role.ANYONE) == (pattern.name in OPEN)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name.lower())
@pytest.mark.parametrize(("route", "pattern"), [pytest.param(*one, id=one[0] or "/") for one in everywhere()])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_is_refused_to_whom_it_is_not_for(
    client_of: Callable[[Role], Client], route: str, pattern: URLPattern, role: Role, method: str
) -> None:
    needed: Role = pattern.callback.role  # type: ignore[attr-defined]
    client = client_of(role)
    client.raise_request_exception = False
    answer = getattr(client, method)(address(route))
    is_refused = answer.status_code == 403 or answer.headers.get("Location", "").startswith("/login/?next=")
    assert is_refused == (role < needed)
    assert answer.status_code < 500


def forgotten(request: Any) -> HttpResponse:
    return HttpResponse("shown")


urlpatterns = [
    path("forgotten/", forgotten),
    path("login/", allowed(Role.ANYONE)(forgotten), name="login"),
    path("home/", allowed(Role.ANYONE)(forgotten), name="home"),
    path("logout/", allowed(Role.ANYONE)(forgotten), name="logout"),
    path("language/", allowed(Role.ANYONE)(forgotten), name="language"),
]


@override_settings(ROOT_URLCONF="tests.review.test_roles")
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name.lower())
def test_a_view_that_says_nothing_is_refused_to_everybody(client_of: Callable[[Role], Client], role: Role) -> None:
    assert client_of(role).get("/forgotten/").status_code in {302, 403}


def test_a_user_without_a_group_sees_nothing(user: Callable[..., Any]) -> None:
    client = Client()
    client.force_login(user(Role.ANYONE))
    assert client.get("/").status_code == 403
