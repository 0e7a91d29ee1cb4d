"""The chain of hashes: what it is made of, and that it shows every kind of meddling."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from typer.testing import CliRunner

import madoguchi.cli.review as command
from madoguchi.cli import app
from review.audit.chain import BEGINNING, digest
from review.audit.log import append
from review.audit.models import Entry, Head
from review.audit.verify import Broken, Link, verify
from review.search.index import is_sqlite


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def without_triggers() -> None:
    """As somebody who owns the database could; undone with the rest of the test."""
    names = {"audit_entry": ["audit_no_update", "audit_no_delete", "audit_no_replace"]}
    names["audit_head"] = ["audit_head_grows"]
    for table, triggers in names.items():
        for name in triggers:
            execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if is_sqlite() else f" ON {table}"))


@pytest.fixture
def five() -> list[Entry]:
    return [append("conversation", f"/conversations/{number}/", minute=number) for number in range(1, 6)]


def test_a_hash_is_sha256_over_canonical_json() -> None:
    row = Entry(
        number=7,
        at=dt.datetime(2026, 11, 25, 9, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        account=3,
        name="tanaka",
        address="192.0.2.1",
        action="search",
        subject="/会話/",
        details='{"a":1}',
        previous="f" * 64,
    )
    written = (
        '{"account":3,"action":"search","address":"192.0.2.1","at":"2026-11-25T00:00:00.000005+00:00",'
        '"details":"{\\"a\\":1}","name":"tanaka","number":7,"previous":"' + "f" * 64 + '",'
        '"subject":"/\\u4f1a\\u8a71/"}'
    )
    assert digest(row) == hashlib.sha256(written.encode()).hexdigest()


def test_rows_are_numbered_without_a_gap_and_each_holds_the_hash_before_it(five: list[Entry]) -> None:
    kept = list(Entry.objects.order_by("number"))
    assert [one.number for one in kept] == [1, 2, 3, 4, 5]
    assert [one.previous for one in kept] == [BEGINNING, *(one.hash for one in kept[:-1])]
    assert verify() == Link(5, kept[-1].hash)


def test_an_empty_log_is_whole() -> None:
    assert verify() == Link(0, BEGINNING)


MEDDLING = [
    ("UPDATE audit_entry SET name = 'sato' WHERE number = 3", "row 3: changed"),
    ("UPDATE audit_entry SET account = 9 WHERE number = 1", "row 1: changed"),
    ("UPDATE audit_entry SET address = '192.0.2.9' WHERE number = 5", "row 5: changed"),
    ("UPDATE audit_entry SET action = 'queue' WHERE number = 2", "row 2: changed"),
    ("UPDATE audit_entry SET subject = '' WHERE number = 4", "row 4: changed"),
    ("UPDATE audit_entry SET details = '{}' WHERE number = 4", "row 4: changed"),
    ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE number = 2", "row 2: changed"),
    ("UPDATE audit_entry SET hash = previous WHERE number = 3", "row 3: changed"),
    ("UPDATE audit_entry SET previous = hash WHERE number = 3", "row 3: does not follow"),
    ("DELETE FROM audit_entry WHERE number = 1", "row 1: missing"),
    ("DELETE FROM audit_entry WHERE number = 3", "row 3: missing"),
    ("DELETE FROM audit_entry WHERE number = 5", "row 5: missing"),
    ("DELETE FROM audit_entry", "row 1: missing"),
]


@pytest.mark.parametrize(("statement", "said"), MEDDLING, ids=[one[0][:60] for one in MEDDLING])
def test_the_first_row_that_is_not_as_it_was_written_is_named(five: list[Entry], statement: str, said: str) -> None:
    without_triggers()
    execute(statement)
    with pytest.raises(Broken, match=said):
        verify()


def test_a_change_with_all_hashes_made_anew_shows_by_what_was_noted(five: list[Entry]) -> None:
    """Without what was noted elsewhere, nobody could tell."""
    noted = Link(five[3].number, five[3].hash)
    without_triggers()
    previous = five[1].hash
    for one in five[2:]:
        one.name, one.previous = "sato", previous
        previous = digest(one)
        execute(
            "UPDATE audit_entry SET name = %s, previous = %s, hash = %s WHERE number = %s",
            *("sato", one.previous, previous, one.number),
        )
    execute("UPDATE audit_head SET hash = %s", previous)
    assert verify() == Link(5, previous)
    with pytest.raises(Broken, match="row 4: not the row that was noted"):
        verify(noted)


def test_a_log_that_was_cut_off_along_with_its_head_shows_by_what_was_noted(five: list[Entry]) -> None:
    without_triggers()
    execute("DELETE FROM audit_entry WHERE number > 3")
    execute("UPDATE audit_head SET number = 3, hash = %s", five[2].hash)
    assert verify().number == 3
    with pytest.raises(Broken, match="row 4: missing"):
        verify(Link(5, five[4].hash))


def test_it_is_checked_page_by_page(five: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.audit.verify.TOGETHER", 2)
    assert verify().number == 5


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tables: None) -> Callable[..., tuple[int, str]]:
    """`madoguchi review`, in the database of the tests."""
    monkeypatch.setattr(command, "_prepare", lambda: None)
    monkeypatch.chdir(Path(__file__).parents[3])

    def told(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["review", *words])
        return result.exit_code, result.output

    return told


def test_the_command_says_where_a_whole_chain_ends(five: list[Entry], run: Callable[..., tuple[int, str]]) -> None:
    status, said = run("verify-audit")
    assert status == 0
    assert f"5 rows, unbroken. The end, to note down elsewhere: 5:{five[4].hash}" in said
    assert run("verify-audit", "--noted", f"2:{five[1].hash}")[0] == 0


def test_the_command_fails_with_the_row_where_it_is_broken(
    five: list[Entry], run: Callable[..., tuple[int, str]]
) -> None:
    without_triggers()
    execute("UPDATE audit_entry SET name = 'sato' WHERE number = 2")
    status, said = run("verify-audit")
    assert (status, "row 2: changed" in said) == (1, True)


@pytest.mark.parametrize("noted", ["5", "x:y", "5:abc", f"-1:{BEGINNING}"])
def test_the_command_refuses_what_is_no_link(noted: str, run: Callable[..., tuple[int, str]]) -> None:
    status, said = run("verify-audit", f"--noted={noted}")
    assert (status, "NUMBER:HASH" in said) == (1, True)


def test_the_head_is_where_the_chain_ends(five: list[Entry]) -> None:
    assert (Head.objects.get().number, Head.objects.get().hash) == (5, five[4].hash)
