"""One's own account: password and second factor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from review.accounts import factor
from review.audit import actions as known
from review.site.roles import Role
from tests.review.audit.rows import rows
from tests.review.conftest import PASSWORD

NEW = "nagai aikotoba desu"


@pytest.fixture
def tanaka(user: Callable[..., User]) -> User:
    return user(Role.REVIEWER, "tanaka")


@pytest.fixture
def client(tanaka: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(tanaka)
    return client


def change(client: Client, new: str, old: str = PASSWORD, again: str | None = None) -> bool:
    given = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post("/account/password/", given).status_code == 302


def test_a_strong_password_is_taken(client: Client, tanaka: User) -> None:
    assert change(client, NEW)
    tanaka.refresh_from_db()
    assert tanaka.check_password(NEW)
    assert rows()[-1] == ("tanaka", known.PASSWORD_CHANGED, "tanaka")


WEAK = ["kiku-9-asag", "", "1" * 20, "93847561029384", "password1234", "qwertyuiop123"]


@pytest.mark.parametrize("new", WEAK)
def test_a_weak_password_is_refused(client: Client, tanaka: User, new: str) -> None:
    assert not change(client, new)
    tanaka.refresh_from_db()
    assert tanaka.check_password(PASSWORD)


def test_the_old_password_and_the_new_one_twice_are_needed(client: Client) -> None:
    assert not change(client, NEW, old="wrong")
    assert not change(client, NEW, again="another one, as long")


# The second factor


def begun(tanaka: User) -> TOTPDevice:
    found: TOTPDevice = TOTPDevice.objects.get(user=tanaka, confirmed=False)
    return found


def confirm(client: Client, tanaka: User) -> None:
    client.get("/account/second-factor/")
    client.post("/account/second-factor/", {"code": f"{totp(begun(tanaka).bin_key):06d}"})
    assert factor.device_of(tanaka)


def test_the_page_shows_the_secret_as_picture_and_as_words_under_the_strict_policy(
    client: Client, tanaka: User
) -> None:
    page = client.get("/account/second-factor/")
    shown = page.content.decode()
    assert factor.secret(begun(tanaka)) in shown
    assert '<img class="qr" src="/account/second-factor/qr.svg"' in shown
    assert "<style" not in shown
    assert "style=" not in shown
    assert "img-src 'self'" in page["Content-Security-Policy"]


def test_the_picture_is_an_image_of_this_site_without_script_or_style(client: Client, tanaka: User) -> None:
    picture = client.get("/account/second-factor/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    drawn = picture.content.decode()
    assert drawn.count("<svg:rect") > 400
    assert "script" not in drawn
    assert "style" not in drawn
    assert picture.content == factor.picture(begun(tanaka))


def test_it_counts_once_a_code_proves_it(client: Client, tanaka: User) -> None:
    client.get("/account/second-factor/")
    client.post("/account/second-factor/", {"code": "000000"})
    assert factor.device_of(tanaka) is None
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    confirm(client, tanaka)
    assert rows()[-1] == ("tanaka", known.FACTOR_ADDED, "tanaka")


def test_a_code_that_proved_it_does_not_log_in_again(client: Client, tanaka: User) -> None:
    confirm(client, tanaka)
    device = factor.device_of(tanaka)
    assert device
    assert not factor.verify(tanaka, device, f"{totp(device.bin_key):06d}")


def test_other_sessions_end_when_it_is_switched_on(client: Client, tanaka: User) -> None:
    other = Client()
    other.force_login(tanaka)
    confirm(client, tanaka)
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize("address", ["/account/second-factor/", "/account/second-factor/qr.svg"])
def test_nobody_sees_the_secret_again(client: Client, tanaka: User, address: str) -> None:
    confirm(client, tanaka)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert TOTPDevice.objects.count() == 1


def test_it_is_removed_by_who_knows_the_password(client: Client, tanaka: User) -> None:
    confirm(client, tanaka)
    client.post("/account/second-factor/remove/", {"password": "wrong"})
    assert factor.device_of(tanaka)
    client.post("/account/second-factor/remove/", {"password": PASSWORD})
    assert factor.device_of(tanaka) is None
    assert rows()[-1] == ("tanaka", known.FACTOR_REMOVED, "tanaka")


def test_ones_name_leads_to_ones_account(client: Client) -> None:
    assert '<a class="who" href="/account/">tanaka</a>' in client.get("/account/").content.decode()
