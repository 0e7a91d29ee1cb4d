"""Making many conversations of a few: copies of them in later weeks, with what residents and staff thought of them."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F, Max, Model

from benchmarks.review_app.made_up import DAYS
from review.conversations.models import Author, Conversation, Judgement, Message, Verdict
from review.search import index


def copy(copies: int) -> None:
    """All conversations that there are, so many times in all."""
    shifts = [_last(model, field) for model, field in ((Conversation, "pk"), (Message, "pk"), (Message, "event"))]
    residents = Message.objects.filter(author=Author.RESIDENT).order_by("pk")
    texts = list(residents.values_list("pk", "text"))
    for number in range(1, copies):
        with transaction.atomic():
            _copy(number, *shifts)
            _copy_words(number * shifts[1], texts)
    _have_opinions()
    _settle()


def _last(model: type[Model], field: str) -> int:
    return int(model._default_manager.aggregate(last=Max(field))["last"])


def _copy(number: int, conversations: int, messages: int, events: int) -> None:
    """All first rows again, in later weeks, under ids that come after them."""
    conversation = {"id": f"id + {number * conversations}", "reference": f"reference || '-{number}'"}
    _insert(Conversation, conversations, conversation | {name: _later(name, number) for name in ("started", "last")})
    message = {"id": f"id + {number * messages}", "event": f"event + {number * events}", "at": _later("at", number)}
    _insert(Message, messages, message | {"conversation_id": f"conversation_id + {number * conversations}"})


def _insert(model: type[Model], rows: int, changed: dict[str, str]) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(changed.get(column, column) for column in columns)
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id <= {rows}")


def _copy_words(shift: int, texts: list[tuple[int, str]]) -> None:
    """SQLite's index has no texts of its own that could be copied."""
    if index.is_sqlite():
        index.add((pk + shift, text) for pk, text in texts)
        return
    with connection.cursor() as cursor:
        copied = "SELECT rowid + %s, words FROM message_words WHERE rowid <= %s"
        cursor.execute(f"INSERT INTO message_words (rowid, words) {copied}", [shift, texts[-1][0]])


def _later(column: str, number: int) -> str:
    """So many times the days that the first of all are spread over."""
    if index.is_sqlite():
        return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '+{number * DAYS} days')"
    return f"{column} + interval '{number * DAYS} days'"


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
