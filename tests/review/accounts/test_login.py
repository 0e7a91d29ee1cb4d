"""Getting in: lock-out, also behind a proxy, and the second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from review.accounts import factor, lockout, login
from review.audit import actions as known
from review.site.roles import Role
from tests.review.audit.rows import actions, details, rows
from tests.review.conftest import PASSWORD

LIMIT = 5
MINUTES = 15


@pytest.fixture
def tanaka(user: Callable[..., User]) -> User:
    return user(Role.REVIEWER, "tanaka")


def attempt(name: str, password: str = "wrong", **more: Any) -> Any:
    return Client(headers={"accept-language": "en"}).post("/login/", {"username": name, "password": password}, **more)


def fail(name: str, times: int = LIMIT, **more: Any) -> list[int]:
    return [attempt(name, **more).status_code for _ in range(times)]


def test_the_fifth_failure_locks_a_name_and_then_the_right_password_does_not_help(tanaka: User) -> None:
    assert fail("tanaka") == [200] * 4 + [429]
    answer = attempt("tanaka", PASSWORD)
    assert answer.status_code == 429
    assert "Too many failed logins" in answer.content.decode()
    assert [action for action in actions() if action == known.LOCKED_OUT] == [known.LOCKED_OUT] * 2


def test_a_name_is_locked_wherever_the_failures_come_from(tanaka: User) -> None:
    for number in range(LIMIT):
        attempt("tanaka", REMOTE_ADDR=f"192.0.2.{number}", HTTP_USER_AGENT=f"browser {number}")
    assert attempt("tanaka", PASSWORD, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_a_name_that_is_not_there_is_locked_all_the_same(tanaka: User) -> None:
    assert fail("nobody") == fail("tanaka")
    assert attempt("nobody").content.count(b"<p>") == attempt("tanaka").content.count(b"<p>")


def test_others_at_the_same_address_still_get_in(tanaka: User, user: Callable[..., User]) -> None:
    user(Role.REVIEWER, "sato")
    fail("tanaka")
    assert attempt("sato", PASSWORD).status_code == 302


def test_an_address_that_tries_many_names_is_locked(tanaka: User) -> None:
    for number in range(LIMIT * lockout.SHARED_BY):
        attempt(f"name-{number}", REMOTE_ADDR="192.0.2.1")
    assert attempt("tanaka", PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert attempt("tanaka", PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_behind_the_proxy_an_address_is_the_clients(tanaka: User) -> None:
    for number in range(LIMIT * lockout.SHARED_BY):
        attempt(f"name-{number}", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5")
    forwarded = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.6"}
    assert attempt("tanaka", PASSWORD, **forwarded).status_code == 302
    forwarded["HTTP_X_FORWARDED_FOR"] = "198.51.100.1, 203.0.113.5"
    assert attempt("tanaka", PASSWORD, **forwarded).status_code == 429


def test_logins_of_ones_own_do_not_forget_failures_on_others_names(tanaka: User, user: Callable[..., User]) -> None:
    user(Role.REVIEWER, "sato")
    fail("tanaka", LIMIT - 1)
    attempt("sato", PASSWORD)
    assert fail("tanaka", 1) == [429]


def test_a_login_forgets_ones_own_failures(tanaka: User) -> None:
    fail("tanaka", LIMIT - 1)
    assert attempt("tanaka", PASSWORD).status_code == 302
    assert fail("tanaka", LIMIT - 1) == [200] * (LIMIT - 1)


def test_a_lock_out_ends_by_itself(tanaka: User) -> None:
    from datetime import timedelta

    from axes.models import AccessAttempt
    from django.utils import timezone

    fail("tanaka")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=MINUTES, seconds=1))
    assert attempt("tanaka", PASSWORD).status_code == 302


def test_no_password_is_kept_of_failures(tanaka: User) -> None:
    from axes.models import AccessAttempt

    attempt("tanaka", "what-i-typed")
    assert "what-i-typed" not in str(list(AccessAttempt.objects.values()))


def test_a_disabled_account_does_not_get_in(tanaka: User) -> None:
    User.objects.update(is_active=False)
    assert attempt("tanaka", PASSWORD).status_code == 200


# The second factor


def now(device: TOTPDevice, later: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-30 * later):06d}"


@pytest.fixture
def device(tanaka: User) -> TOTPDevice:
    device: TOTPDevice = TOTPDevice.objects.create(user=tanaka, confirmed=True, name=factor.NAME)
    return device


@pytest.fixture
def halfway(device: TOTPDevice) -> Client:
    client = Client(headers={"accept-language": "en"})
    answer = client.post("/login/", {"username": "tanaka", "password": PASSWORD, "next": "/conversations/"})
    assert answer["Location"] == "/login/code/?next=%2Fconversations%2F"
    return client


def is_in(client: Client) -> bool:
    return client.get("/conversations/").status_code == 200


def test_a_password_alone_does_not_get_in(halfway: Client) -> None:
    assert not is_in(halfway)
    assert known.LOGIN not in actions()


def test_with_the_code_one_is_in_and_where_one_wanted_to_be(halfway: Client, device: TOTPDevice) -> None:
    answer = halfway.post("/login/code/", {"code": now(device), "next": "/conversations/"})
    assert (answer.status_code, answer["Location"]) == (302, "/conversations/")
    assert details() == {"second_factor": True}
    assert is_in(halfway)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_no_login_leads_elsewhere(halfway: Client, device: TOTPDevice, elsewhere: str) -> None:
    answer = halfway.post("/login/code/", {"code": now(device), "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_code_may_be_written_with_a_space(halfway: Client, device: TOTPDevice) -> None:
    code = now(device)
    assert halfway.post("/login/code/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


WRONG = ["000000", "", "abcdef", "１２３４５６７", "-1", "1e5", "99999999999999999999", "<script>"]


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_code_does_not_get_in(halfway: Client, device: TOTPDevice, code: str) -> None:
    if code == now(device):
        code = "000001"
    assert halfway.post("/login/code/", {"code": code}).status_code == 200
    assert not is_in(halfway)


def test_a_code_works_once(halfway: Client, device: TOTPDevice) -> None:
    code = now(device)
    halfway.post("/login/code/", {"code": code})
    other = Client()
    other.post("/login/", {"username": "tanaka", "password": PASSWORD})
    assert other.post("/login/code/", {"code": code}).status_code == 200
    assert not is_in(other)


def test_wrong_codes_lock_out_like_wrong_passwords(halfway: Client, device: TOTPDevice) -> None:
    statuses = [halfway.post("/login/code/", {"code": "000000"}).status_code for _ in range(LIMIT)]
    assert statuses == [200] * 4 + [429]
    assert halfway.post("/login/code/", {"code": now(device)})["Location"] == "/login/"
    assert attempt("tanaka", PASSWORD).status_code == 429
    assert ("", known.LOCKED_OUT, "tanaka") in rows()


def test_a_name_that_was_locked_meanwhile_does_not_get_in_by_its_code(halfway: Client, device: TOTPDevice) -> None:
    fail("tanaka")
    assert halfway.post("/login/code/", {"code": now(device)}).status_code == 429
    assert not is_in(halfway)


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_what_changes_between_password_and_code_counts(
    halfway: Client, device: TOTPDevice, change: dict[str, Any]
) -> None:
    User.objects.filter(username="tanaka").update(**change)
    assert halfway.post("/login/code/", {"code": now(device)})["Location"] == "/login/"
    assert not is_in(halfway)


def test_a_password_waits_five_minutes_for_its_code(
    halfway: Client, device: TOTPDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login, "PATIENCE", 0)
    assert halfway.post("/login/code/", {"code": now(device)})["Location"] == "/login/"


def test_nobody_comes_to_the_code_without_a_password() -> None:
    assert Client().post("/login/code/", {"code": "000000"})["Location"] == "/login/"


def test_a_key_of_a_session_from_before_the_login_is_worth_nothing(tanaka: User) -> None:
    client = Client()
    client.get("/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["madoguchi_review"] = session.session_key
    client.post("/login/", {"username": "tanaka", "password": PASSWORD})
    assert client.cookies["madoguchi_review"].value != session.session_key


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_cookie_is_for_this_site_and_no_script(tanaka: User) -> None:
    cookie = attempt("tanaka", PASSWORD).cookies["madoguchi_review"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", True)
