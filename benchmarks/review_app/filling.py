"""A database with as many conversations as wanted: some taken over as the bot's are, the rest copies in later weeks."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection, transaction

from benchmarks.review_app.made_up import MESSAGES, happenings
from review.conversations.models import Author, Conversation, Message
from review.reading.taking import take
from review.search import index

TOGETHER = 400
DAYS = 9
"""Those that are taken over happen within these; each copy as many days later."""
STAFF = ("tags", "flagged_for_id")


def fill(conversations: int, copies: int) -> float:
    """Returns how many messages a second were taken over."""
    start = time.perf_counter()
    for part in _parts(conversations):
        with transaction.atomic():
            take(part)
    rate = conversations * MESSAGES / (time.perf_counter() - start)
    texts = list(Message.objects.filter(author=Author.RESIDENT).order_by("pk").values_list("pk", "text"))
    for copy in range(1, copies):
        with transaction.atomic():
            _copy(Conversation._meta.db_table, copy, conversations, {"reference"}, {"started", "last"}, set())
            _copy(Message._meta.db_table, copy, conversations * MESSAGES, set(), {"at"}, {"event"})
            index.add((pk + copy * conversations * MESSAGES, text) for pk, text in texts)
    _settle()
    return rate


def _parts(conversations: int) -> Iterator[list[object]]:
    part: list[object] = []
    for number, one in enumerate(happenings(conversations), start=1):
        part += one
        if number % TOGETHER == 0 or number == conversations:
            yield part
            part = []


def _copy(table: str, copy: int, rows: int, names: set[str], moments: set[str], ids: set[str]) -> None:
    """All first rows again, under ids that come after them."""
    shift = {"id": f"id + {copy * rows}"} | {name: f"{name} || '-{copy}'" for name in names}
    shift |= {name: f"{name} + {copy * rows}" for name in ids} | {name: _later(name, copy * DAYS) for name in moments}
    if table == Message._meta.db_table:
        shift["conversation_id"] = f"conversation_id + {copy * rows // MESSAGES}"
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(shift.get(column, column) for column in columns)
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id <= {rows}")


def _later(column: str, days: int) -> str:
    if index.is_sqlite():
        return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '+{days} days')"
    return f"{column} + interval '{days} days'"


def _settle() -> None:
    """As the databases do by themselves once they have the time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if index.is_sqlite():
            index.scrub()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence('conversations_conversation', 'id'), 10000000)")
