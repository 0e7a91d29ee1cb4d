"""Django inside pytest: its own temporary database, rolled back after each test, and clients of each role."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

# Read when Django is set up, at the import of what stands below.
_FOLDER = tempfile.TemporaryDirectory(prefix="madoguchi-review-")
os.environ["MADOGUCHI_REVIEW_DATABASE"] = str(Path(_FOLDER.name, "review.db"))
os.environ["MADOGUCHI_REVIEW_SECRET"] = "only for tests"
os.environ["DJANGO_SETTINGS_MODULE"] = "review.site.settings"

import django
import pytest
from django.conf import settings

from review.site import catalogue
from review.site.places import ROOT

settings.LOCALE_PATHS = [Path(_FOLDER.name, "words")]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
catalogue.compile_all(ROOT / "review", settings.LOCALE_PATHS[0])
django.setup()

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client

from review.site.roles import Role

PASSWORD = "asagao-kiku-9"


@pytest.fixture(scope="session")
def tables() -> Iterator[None]:
    call_command("migrate", verbosity=0, interactive=False)
    yield
    connections.close_all()
    _FOLDER.cleanup()


@pytest.fixture(autouse=True)
def database(tables: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test writes is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def user() -> Callable[..., User]:
    def make(role: Role = Role.REVIEWER, name: str | None = None) -> User:
        made = User.objects.create_user(name or f"{role.group}-{User.objects.count()}", password=PASSWORD)
        if role.name.lower() in {"reviewer", "editor", "administrator"}:
            made.groups.add(Group.objects.get(name=role.group))
        return made

    return make


@pytest.fixture
def client_of(user: Callable[..., User]) -> Callable[[Role], Client]:
    """A browser in which somebody of this role is logged in; of ANYONE, nobody is."""

    def make(role: Role) -> Client:
        client = Client(headers={"accept-language": "en"})
        if role is not Role.ANYONE:
            client.force_login(user(role))
        return client

    return make


@pytest.fixture
def reviewer(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.REVIEWER)


@pytest.fixture
def editor(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.EDITOR)
