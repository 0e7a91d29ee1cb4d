"""The log only grows: neither the app nor a statement to the database changes what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import get_resolver

from review.audit.chain import BEGINNING
from review.audit.log import LONGEST, append
from review.audit.models import AppendOnly, Entry
from review.audit.verify import verify
from tests.review.audit.rows import details

REFUSED: list[Callable[[Entry], Any]] = [
    lambda entry: entry.save(),
    lambda entry: entry.save(update_fields=["name"]),
    lambda entry: Entry.objects.get(pk=entry.pk).save(),
    lambda entry: entry.delete(),
    lambda entry: Entry.objects.all().delete(),
    lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
    lambda entry: Entry.objects.update(name="sato"),
    lambda entry: Entry.objects.bulk_update([entry], ["name"]),
    lambda entry: Entry.objects.update_or_create(number=entry.number, defaults={"name": "sato"}),
]


@pytest.mark.parametrize("attempt", REFUSED, ids=range(len(REFUSED)))
def test_the_model_refuses(attempt: Callable[[Entry], Any]) -> None:
    entry = append("search", "/conversations/")
    with pytest.raises(AppendOnly):
        attempt(entry)
    assert verify().number == 1


STATEMENTS = [
    "UPDATE audit_entry SET name = 'sato'",
    "UPDATE audit_entry SET number = 5",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_entry WHERE number = 1",
    "UPDATE audit_head SET number = 0",
    "UPDATE audit_head SET hash = 'x'",
    "DELETE FROM audit_head",
    f"INSERT INTO audit_head(id, number, hash) VALUES (2, 9, '{BEGINNING}')",
]
COPY = "INTO audit_entry SELECT * FROM audit_entry WHERE number = 1"
OWN = {
    "sqlite": [f"INSERT OR REPLACE {COPY}", f"REPLACE {COPY}", "REPLACE INTO audit_head SELECT 1, 0, 'x'"],
    "postgresql": ["TRUNCATE audit_entry", "TRUNCATE audit_head"],
}


@pytest.mark.parametrize("statement", [*STATEMENTS, *OWN[connection.vendor]])
def test_the_database_refuses(statement: str) -> None:
    append("search", "/conversations/")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().number == 1


def test_there_is_no_admin_site() -> None:
    assert not any("admin" in app and app.startswith("django.contrib") for app in settings.INSTALLED_APPS)
    assert "admin" not in {getattr(one, "app_name", None) for one in get_resolver().url_patterns}


def test_what_is_undone_leaves_no_row_and_no_gap() -> None:
    with transaction.atomic():
        append("role_changed", "tanaka")
        transaction.set_rollback(True)
    append("search")
    assert [one.action for one in Entry.objects.all()] == ["search"]
    assert verify().number == 1


HOSTILE = [
    "\0",
    "a\0b",
    "\ud800",
    "\udc80/x",
    '\n{"number": 1}\n',
    "\u202egpj.exe",
    "<script>alert(1)</script>",
    "'; DROP TABLE audit_entry; --",
    "%s %(x)s {0}",
    "x" * 100_000,
    "🀀" * 1_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_for_can_be_kept_and_checked(text: str) -> None:
    append("search", text, asked={"q": [text], text: text})
    assert len(Entry.objects.get().subject) <= LONGEST
    assert len(details()["asked"]["q"][0]) <= LONGEST
    assert verify().number == 1


def test_a_row_stays_small_however_much_is_asked_for() -> None:
    append("search", "/", asked={str(number): ["x" * 10_000] * 1_000 for number in range(1_000)})
    assert len(Entry.objects.get().details) < 1_000_000
    assert len(details()["asked"]) == 40
