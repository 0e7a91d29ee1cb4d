"""The page of the audit log: what it shows, to whom, and by which filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from review.audit import pages
from review.audit.log import append
from review.audit.models import Entry, Head
from review.site.roles import Role


@pytest.fixture
def administrator(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def subjects(client: Client, **asked: object) -> list[str]:
    shown = client.get("/audit/", {key: str(value) for key, value in asked.items()}).context["rows"]
    return [row.subject for row in shown if row.subject.startswith("/c")]


@pytest.fixture
def some(user: Callable[..., object]) -> None:
    tanaka, sato = (user(Role.REVIEWER, name) for name in ("tanaka", "sato"))
    append("conversation", "/conversations/1/", who=tanaka, address="192.0.2.1")
    append("conversation", "/conversations/2/", who=sato, address="192.0.2.2")
    append("search", "/conversations/", who=tanaka, address="192.0.2.2", asked={"q": ["税"]})


ASKED = [
    ({}, ["/conversations/", "/conversations/2/", "/conversations/1/"]),
    ({"name": "tanaka"}, ["/conversations/", "/conversations/1/"]),
    ({"name": "tanak"}, []),
    ({"action": "conversation"}, ["/conversations/2/", "/conversations/1/"]),
    ({"subject": "/conversations/2/"}, ["/conversations/2/"]),
    ({"address": "192.0.2.1"}, ["/conversations/1/"]),
    ({"name": "tanaka", "action": "search"}, ["/conversations/"]),
    ({"since": "2020-01-01"}, ["/conversations/", "/conversations/2/", "/conversations/1/"]),
    ({"since": "2120-01-01"}, []),
    ({"until": "2020-01-01"}, []),
    # what is wrong in the form asks for nothing
    ({"since": "yesterday", "name": "sato"}, ["/conversations/2/"]),
    ({"action": "<script>"}, ["/conversations/", "/conversations/2/", "/conversations/1/"]),
]


@pytest.mark.parametrize(("asked", "expected"), ASKED, ids=[str(one[0]) for one in ASKED])
def test_filters_find_rows_latest_first(
    some: None, administrator: Client, asked: dict[str, str], expected: list[str]
) -> None:
    assert subjects(administrator, **asked) == expected


def test_what_was_asked_for_is_shown_with_it(some: None, administrator: Client) -> None:
    [found] = administrator.get("/audit/", {"action": "search"}).context["rows"]
    assert found.details == [("q", "税")]


def test_looking_at_the_log_is_a_row_of_its_own(administrator: Client) -> None:
    [first, *_] = administrator.get("/audit/").context["rows"]
    assert first.entry.action == "audit"


def test_it_is_shown_a_page_at_a_time(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    for number in range(5):
        append("conversation", f"/c/{number}")
    asked: dict[str, object] = {"action": "conversation"}
    first = administrator.get("/audit/", {"action": "conversation"})
    assert subjects(administrator, **asked) == ["/c/4", "/c/3"]
    assert subjects(administrator, before=first.context["further"], **asked) == ["/c/2", "/c/1"]
    assert "before=" in first.content.decode()


def test_the_chains_end_is_there_to_be_noted(administrator: Client) -> None:
    shown = administrator.get("/audit/").content.decode()
    head = Head.objects.get()
    assert f"{head.number}:{head.hash}" in shown


def test_hostile_text_is_harmless_and_can_be_seen(administrator: Client) -> None:
    append("search", "/\u202efdp.exe", asked={"q": ["<script>alert(1)</script>\x1b[2J"], "<b>": ["x"]})
    shown = administrator.get("/audit/").content.decode()
    assert "<script>alert" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;⟨U+001B⟩[2J" in shown
    assert "/⟨U+202E⟩fdp.exe" in shown
    assert "\u202e" not in shown


def test_there_is_nothing_on_the_page_to_change_it_with(administrator: Client) -> None:
    before = Entry.objects.count()
    for method in ("put", "delete", "patch"):
        getattr(administrator, method)("/audit/")
    assert Entry.objects.count() == before + 3
    assert 'name="delete"' not in administrator.get("/audit/").content.decode()
