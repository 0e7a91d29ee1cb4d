"""Making many conversations of a few: copies of them in later weeks, with what residents and staff thought of them."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F

from benchmarks.review_app.made_up import DAYS, MESSAGES
from review.conversations.models import Author, Conversation, Judgement, Message, Verdict
from review.search import index


def copy(copies: int) -> None:
    """All conversations that there are, so many times in all."""
    conversations, messages = Conversation.objects.count(), Message.objects.count()
    residents = Message.objects.filter(author=Author.RESIDENT).order_by("pk")
    texts = list(residents.values_list("pk", "text"))
    for number in range(1, copies):
        with transaction.atomic():
            _copy(Conversation._meta.db_table, number, conversations, {"reference"}, {"started", "last"}, set())
            _copy(Message._meta.db_table, number, messages, set(), {"at"}, {"event"})
            _copy_words(number * messages, texts)
    _have_opinions()
    _settle()


def _copy(table: str, number: int, rows: int, names: set[str], moments: set[str], ids: set[str]) -> None:
    """All first rows again, under ids that come after them."""
    shift = {"id": f"id + {number * rows}"} | {name: f"{name} || '-{number}'" for name in names}
    shift |= {name: f"{name} + {number * rows}" for name in ids} | {
        name: _later(name, number * DAYS) for name in moments
    }
    if table == Message._meta.db_table:
        shift["conversation_id"] = f"conversation_id + {number * rows // MESSAGES}"
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(shift.get(column, column) for column in columns)
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id <= {rows}")


def _copy_words(shift: int, texts: list[tuple[int, str]]) -> None:
    """SQLite's index has no texts of its own that could be copied."""
    if index.is_sqlite():
        index.add((pk + shift, text) for pk, text in texts)
        return
    with connection.cursor() as cursor:
        copied = "SELECT rowid + %s, words FROM message_words WHERE rowid <= %s"
        cursor.execute(f"INSERT INTO message_words (rowid, words) {copied}", [shift, texts[-1][0]])


def _later(column: str, days: int) -> str:
    if index.is_sqlite():
        return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '+{days} days')"
    return f"{column} + interval '{days} days'"


def _have_opinions() -> None:
    """Residents of one message in ten, staff of one in fifty."""
    said = Message.objects.filter(author=Author.RESIDENT)
    for last, is_helpful in ((3, True), (7, False)):
        said.annotate(digit=F("pk") % 20).filter(digit=last).update(helpful=is_helpful)
    judged = said.annotate(rest=F("pk") % 50).filter(rest=1).values_list("pk", "language", "intent", "at")
    verdicts = (Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG)
    Judgement.objects.bulk_create(
        (
            Judgement(message_id=pk, verdict=verdicts[pk % 3], language=language, understood=intent, said=at, at=at)
            for pk, language, intent, at in judged
        ),
        batch_size=400,
    )


def _settle() -> None:
    """As the databases do by themselves once they have the time."""
    with connection.cursor() as cursor:
        if index.is_sqlite():
            cursor.execute("ANALYZE")
            index.scrub()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("SELECT setval(pg_get_serial_sequence('conversations_conversation', 'id'), 10000000)")
