"""Django inside pytest: its own temporary database, rolled back after each test, and clients of each role."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

GIVEN = "REVIEW_TESTS_DATABASE"
# Read when Django is set up, at the import of what stands below.
_FOLDER = tempfile.TemporaryDirectory(prefix="madoguchi-review-")
# A test that runs others on PostgreSQL gives it; nobody else's database is ever taken.
os.environ["MADOGUCHI_REVIEW_DATABASE"] = os.environ.get(GIVEN) or str(Path(_FOLDER.name, "review.db"))
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
from django.test.utils import setup_test_environment, teardown_test_environment

from madoguchi.store.database import Settings
from review.site.roles import Role
from tests.review.bot import Bot

PASSWORD = "asagao-kiku-9"


@pytest.fixture(scope="session")
def tables() -> Iterator[None]:
    call_command("migrate", verbosity=0, interactive=False)
    setup_test_environment()
    yield
    teardown_test_environment()
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


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    bot = Bot(Settings(str(tmp_path / "conversations.db")))
    yield bot
    bot.close()
