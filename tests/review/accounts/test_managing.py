"""What administrators do with accounts, and that each of it is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from review.accounts import factor, passwords
from review.audit import actions as known
from review.site.roles import Role, role_of
from tests.review.audit.rows import actions, details, rows
from tests.review.conftest import PASSWORD


@pytest.fixture
def chief(user: Callable[..., User]) -> User:
    return user(Role.ADMINISTRATOR, "chief")


@pytest.fixture
def client(chief: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(chief)
    return client


@pytest.fixture
def sato(user: Callable[..., User]) -> User:
    return user(Role.REVIEWER, "sato")


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def handed_over(shown: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', shown)
    assert found
    return found[1]


def test_all_accounts_are_listed_with_role_and_state(client: Client, sato: User) -> None:
    User.objects.filter(pk=sato.pk).update(is_active=False)
    shown = client.get("/accounts/").content.decode()
    assert all(word in shown for word in ("chief", "sato", "reviewer", "administrator", "disabled"))


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR], ids=lambda role: role.group)
def test_a_new_account_has_its_role_and_a_password_that_is_changed_before_anything_else(
    client: Client, role: Role
) -> None:
    shown = client.post("/accounts/new/", {"username": "suzuki", "role": str(role.value)}).content.decode()
    password = handed_over(shown)
    assert role_of(User.objects.get(username="suzuki")) is role
    assert rows()[-1] == ("chief", known.ACCOUNT_CREATED, "suzuki")
    assert details()["role"] == role.group
    suzuki = Client()
    suzuki.post("/login/", {"username": "suzuki", "password": password})
    assert suzuki.get("/conversations/")["Location"] == "/account/password/"
    chosen = {"old_password": password, "new_password1": "nagai aikotoba", "new_password2": "nagai aikotoba"}
    suzuki.post("/account/password/", chosen)
    assert suzuki.get("/conversations/").status_code == 200
    again = Client()
    again.post("/login/", {"username": "suzuki", "password": "nagai aikotoba"})
    assert again.get("/conversations/").status_code == 200


BAD = ["", "chief", "CHIEF", "a b", "<script>", "sa\u202eto", "x" * 151, "a\nb", "=1+1"]


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_is_taken_or_hides_something_is_refused(client: Client, name: str) -> None:
    before = User.objects.count()
    assert client.post("/accounts/new/", {"username": name, "role": "1"}).status_code == 200
    assert User.objects.count() == before
    assert known.ACCOUNT_CREATED not in actions()


@pytest.mark.parametrize("role", ["", "99", "x", "-1"])
def test_there_are_no_other_roles(client: Client, sato: User, role: str) -> None:
    client.post("/accounts/new/", {"username": "suzuki", "role": role})
    client.post(f"/accounts/{sato.pk}/role/", {"role": role})
    assert not User.objects.filter(username="suzuki").exists()
    assert role_of(fresh(sato)) is Role.REVIEWER


def test_a_role_is_changed_and_told_with_what_it_was(client: Client, sato: User) -> None:
    sato.groups.add(Group.objects.create(name="choir"))
    client.post(f"/accounts/{sato.pk}/role/", {"role": str(Role.EDITOR.value)})
    assert set(fresh(sato).groups.values_list("name", flat=True)) == {"editor", "choir"}
    assert details() == {"method": "POST", "role": "editor", "before": "reviewer"}


@pytest.mark.parametrize("value", ["0", "", "x"])
def test_an_account_is_disabled_and_enabled_but_never_deleted(client: Client, sato: User, value: str) -> None:
    client.post(f"/accounts/{sato.pk}/active/", {"active": value})
    assert not fresh(sato).is_active
    client.post(f"/accounts/{sato.pk}/active/", {"active": "1"})
    assert fresh(sato).is_active
    assert actions()[-2:] == [known.DISABLED, known.ENABLED]


@pytest.mark.parametrize("what", ["role", "active", "password"])
def test_nobody_takes_their_own_rights_so_that_an_administrator_is_left(client: Client, chief: User, what: str) -> None:
    before = len(rows())
    client.post(f"/accounts/{chief.pk}/{what}/", {"role": "0", "active": "0"})
    assert (fresh(chief).is_active, role_of(fresh(chief))) == (True, Role.ADMINISTRATOR)
    assert fresh(chief).check_password(PASSWORD)
    assert len(rows()) == before


def test_a_reset_password_is_shown_once_and_lifts_a_lock_out(client: Client, sato: User) -> None:
    for _ in range(5):
        Client().post("/login/", {"username": "sato", "password": "wrong"})
    password = handed_over(client.post(f"/accounts/{sato.pk}/password/").content.decode())
    assert password not in client.get(f"/accounts/{sato.pk}/").content.decode()
    assert not fresh(sato).check_password(PASSWORD)
    assert Client().post("/login/", {"username": "sato", "password": password}).status_code == 302
    assert ("chief", known.PASSWORD_RESET, "sato") in rows()


def test_no_password_is_in_the_log(client: Client, sato: User) -> None:
    from review.audit.models import Entry

    password = handed_over(client.post(f"/accounts/{sato.pk}/password/").content.decode())
    assert password not in str(list(Entry.objects.values()))


def test_who_lost_the_device_gets_in_again(client: Client, sato: User) -> None:
    TOTPDevice.objects.create(user=sato, confirmed=True)
    client.post(f"/accounts/{sato.pk}/second-factor/")
    assert factor.device_of(sato) is None
    assert rows()[-1] == ("chief", known.FACTOR_REMOVED, "sato")
    again = Client()
    again.post("/login/", {"username": "sato", "password": PASSWORD})
    assert again.get("/account/").status_code == 200


def test_a_lock_out_is_lifted(client: Client, sato: User) -> None:
    for _ in range(5):
        Client().post("/login/", {"username": "sato", "password": "wrong"})
    client.post(f"/accounts/{sato.pk}/unlock/")
    assert rows()[-1] == ("chief", known.UNLOCKED, "sato")
    assert Client().post("/login/", {"username": "sato", "password": PASSWORD}).status_code == 302


def test_a_change_that_could_not_be_told_is_none(client: Client, sato: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object, **more: object) -> None:
        raise OSError

    monkeypatch.setattr("review.audit.receivers.append", fail)
    client.raise_request_exception = False
    assert client.post(f"/accounts/{sato.pk}/role/", {"role": "3"}).status_code == 500
    assert role_of(fresh(sato)) is Role.REVIEWER


def test_passwords_made_here_are_strong_and_never_the_same() -> None:
    made = {passwords.generated() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        validate_password(password)
        assert re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", password)
