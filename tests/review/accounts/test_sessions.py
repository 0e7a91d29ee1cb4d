"""How long a session lasts, and what ends it before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from madoguchi.serving.daily import Daily
from review.accounts import sessions
from review.audit.actions import EXPIRED
from review.reading.loop import rested
from review.site.roles import Role
from tests.review.audit.rows import actions
from tests.review.conftest import PASSWORD

MINUTE, HOUR = 60, 3600


class Clock:
    """Goes when it is told to."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(sessions, "clock", clock)
    return clock


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


IDLE = [
    # minutes between requests, whether one is still in
    ([29], True),
    ([30], False),
    ([31], False),
    ([28, 28, 28], True),
    ([0.5, 0.5, 28], True),
    ([0.9, 29.9], False),
    ([10, 30], False),
]


@pytest.mark.parametrize(("pauses", "expected"), IDLE, ids=[str(one[0]) for one in IDLE])
def test_a_session_ends_after_thirty_minutes_without_a_request(
    clock: Clock, client_of: Callable[[Role], Client], pauses: list[float], expected: bool
) -> None:
    client = client_of(Role.REVIEWER)
    for pause in pauses[:-1]:
        clock.now += pause * MINUTE
        assert is_in(client)
    clock.now += pauses[-1] * MINUTE
    assert is_in(client) == expected


def test_a_session_ends_after_twelve_hours_however_it_is_used(clock: Clock, reviewer: Client) -> None:
    for _ in range(12 * 4 - 1):
        clock.now += HOUR / 4
        assert is_in(reviewer)
    clock.now += HOUR / 4
    assert not is_in(reviewer)
    assert actions()[-1] == "logout"
    assert EXPIRED in actions()


def test_who_is_logged_out_is_told_why_and_led_back(clock: Clock, reviewer: Client) -> None:
    clock.now += HOUR
    answer = reviewer.get("/conversations/?q=x", follow=True)
    assert answer.redirect_chain == [("/login/?next=/conversations/%3Fq%3Dx", 302)]
    assert "You were logged out" in answer.content.decode()
    assert not is_in(reviewer)


def test_nothing_is_done_by_a_session_that_is_over(clock: Clock, client_of: Callable[[Role], Client]) -> None:
    client, other = client_of(Role.ADMINISTRATOR), User.objects.create_user("sato")
    clock.now += HOUR
    client.post(f"/accounts/{other.pk}/active/", {"active": "0"})
    other.refresh_from_db()
    assert other.is_active


def test_a_session_that_does_not_say_when_it_began_is_over(clock: Clock, reviewer: Client) -> None:
    session = reviewer.session
    del session[sessions.STARTED]
    session.save()
    assert not is_in(reviewer)


@pytest.fixture
def two(user: Callable[..., User]) -> tuple[User, Client, Client]:
    """Somebody in two browsers."""
    tanaka, clients = user(Role.REVIEWER, "tanaka"), (Client(), Client())
    for client in clients:
        client.post("/login/", {"username": "tanaka", "password": PASSWORD})
        assert is_in(client)
    return (tanaka, *clients)


def test_who_is_disabled_is_out_everywhere_and_stays_out_when_enabled_again(
    two: tuple[User, Client, Client], client_of: Callable[[Role], Client]
) -> None:
    tanaka, one, other = two
    administrator = client_of(Role.ADMINISTRATOR)
    administrator.post(f"/accounts/{tanaka.pk}/active/", {"active": "0"})
    assert (is_in(one), is_in(other)) == (False, False)
    administrator.post(f"/accounts/{tanaka.pk}/active/", {"active": "1"})
    assert (is_in(one), is_in(other)) == (False, False)
    assert is_in(administrator)


def test_a_new_password_ends_every_session_but_the_one_it_was_given_in(two: tuple[User, Client, Client]) -> None:
    _tanaka, one, other = two
    chosen = {"old_password": PASSWORD, "new_password1": "nagai aikotoba desu", "new_password2": "nagai aikotoba desu"}
    assert one.post("/account/password/", chosen).status_code == 302
    assert (is_in(one), is_in(other)) == (True, False)


def test_a_password_that_an_administrator_resets_ends_all_sessions(
    two: tuple[User, Client, Client], client_of: Callable[[Role], Client]
) -> None:
    tanaka, one, other = two
    client_of(Role.ADMINISTRATOR).post(f"/accounts/{tanaka.pk}/password/")
    assert (is_in(one), is_in(other)) == (False, False)


def test_a_role_that_is_taken_counts_at_once(
    two: tuple[User, Client, Client], client_of: Callable[[Role], Client]
) -> None:
    tanaka, one, _other = two
    client_of(Role.ADMINISTRATOR).post(f"/accounts/{tanaka.pk}/role/", {"role": "0"})
    assert one.get("/conversations/").status_code == 403


def test_expired_sessions_are_cleared_once_a_day_while_there_is_nothing_to_read(
    client_of: Callable[[Role], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in (Role.REVIEWER, Role.EDITOR):
        client_of(role)
    expired = Session.objects.order_by("session_key")[0]
    Session.objects.filter(pk=expired.pk).update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    monkeypatch.setattr(sessions, "daily", Daily(SessionStore.clear_expired))
    rested.send(None)
    assert not Session.objects.filter(pk=expired.pk).exists()
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    rested.send(None)
    assert Session.objects.count() == 1
