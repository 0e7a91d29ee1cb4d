"""What is done before anything of Django is used."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from madoguchi import logs
from review.site import catalogue
from review.site.places import ROOT, VAR

SETTINGS = "review.site.settings"


def prepare() -> None:
    """Settings, words and logs; can be called again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    catalogue.compile_all(ROOT / "review", VAR / "review-words")
    logs.install()
    logs.seal()
    django.setup()


def prepare_with_database() -> None:
    """The same, with the review app's database in its present form."""
    prepare()
    migrate()


def migrate() -> None:
    """Brings the review app's database to the present form; of programs that start at once, one after another."""
    from django.core.management import call_command
    from django.db import connection

    with _alone(connection.settings_dict["NAME"] if connection.vendor == "sqlite" else None):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(20261126)")  # let go of when the connection is closed
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()


@contextmanager
def _alone(file: str | None) -> Iterator[None]:
    """Within, no other program is, that names the same file of SQLite."""
    if file is None:
        yield
        return
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{file}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
