"""The index in the database: FTS5 on SQLite, a `tsvector` with a GIN index on PostgreSQL. Ids are those of messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from review.search.grams import Phrase, indexed, phrases

SQLITE = "sqlite"
TOGETHER = 500
"""Rows in one statement."""
READ = 50
"""Rows that PostgreSQL reads for each that is wanted before it asks its index, which orders none before it has all:
frequent words are found by reading sooner."""
LAST_PLACE, MOST_PLACES = 16383, 255
"""What a tsvector can hold of one entry."""
# The index keeps no text of its own: what it holds of a message is told again when that is deleted.
CREATE = {
    "sqlite": "CREATE VIRTUAL TABLE message_words "
    "USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "postgresql": "CREATE TABLE message_words (rowid bigint PRIMARY KEY, words tsvector NOT NULL);"
    "CREATE INDEX message_words_gin ON message_words USING gin (words)",
}
DROP = "DROP TABLE message_words"


def add(messages: Iterable[tuple[int, str]]) -> None:
    """Each with its id and text, once."""
    rows = [(number, indexed(text)) for number, text in messages]
    if is_sqlite():
        _many("INSERT INTO message_words(rowid, words) VALUES (%s, %s)", rows)
        return
    for start in range(0, len(rows), TOGETHER):
        _insert([(number, _tsvector(words)) for number, words in rows[start : start + TOGETHER]])


def remove(messages: Iterable[tuple[int, str]]) -> None:
    """Each with the text that it was added with."""
    if is_sqlite():
        rows = [(number, indexed(text)) for number, text in messages]
        _many("INSERT INTO message_words(message_words, rowid, words) VALUES ('delete', %s, %s)", rows)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM message_words WHERE rowid = ANY(%s)", [[number for number, _text in messages]])


def scrub() -> None:
    """Rewrites the index, so that no entry of what was removed is left in the file."""
    with connection.cursor() as cursor:
        if is_sqlite():
            cursor.execute("INSERT INTO message_words(message_words) VALUES ('optimize')")


def condition(query: str) -> tuple[str, list[Any]] | None:
    """SQL that holds for rows of `message_words` with all of the query in them; None where it asks for nothing."""
    asked = phrases(query)
    if not asked:
        return None
    if is_sqlite():
        return "message_words MATCH %s", [" ".join(map(_fts5, asked))]
    return "message_words.words @@ %s::tsquery", [" & ".join(map(_tsquery, asked))]


def hits(condition: str, values: list[Any], *, start: int | None, backwards: bool, count: int) -> list[int]:
    """The next messages for which the condition holds, latest first; from the start on upwards, if backwards."""
    order = "ASC" if backwards else "DESC"
    beyond = "TRUE" if start is None else f"rowid {'>' if backwards else '<'} {int(start)}"
    if not is_sqlite():
        near = (
            f"(SELECT * FROM message_words WHERE {beyond} ORDER BY rowid {order} LIMIT {READ * count}) AS message_words"
        )
        found = _found(f"{near} WHERE {condition}", order, [*values, count])
        if len(found) == count:
            return found
    return _found(f"message_words WHERE {condition} AND {beyond}", order, [*values, count])


def _found(where: str, order: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        # What was asked for comes apart from the statement; the rest of it is ours.
        cursor.execute(f"SELECT rowid FROM {where} ORDER BY rowid {order} LIMIT %s", values)
        return [row[0] for row in cursor.fetchall()]


def is_sqlite() -> bool:
    return connection.vendor == SQLITE


def _fts5(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.entries) + '"' + ("*" if phrase.is_prefix else "")


def _tsquery(phrase: Phrase) -> str:
    entries = [f"'{entry}'" for entry in phrase.entries]
    return "(" + " <-> ".join(entries) + (":*" if phrase.is_prefix else "") + ")"


def _tsvector(words: str) -> str:
    """Written out, since PostgreSQL's own way from a text to this type would cut it into other words."""
    places: dict[str, list[str]] = {}
    for place, entry in enumerate(words.split(), start=1):
        places.setdefault(entry, []).append(str(min(place, LAST_PLACE)))
    return " ".join(f"'{entry}':{','.join(found[:MOST_PLACES])}" for entry, found in places.items())


def _insert(vectors: Sequence[tuple[int, str]]) -> None:
    """In one statement: PostgreSQL is asked over a network, and would be once for each."""
    places = ", ".join(["(%s, %s::tsvector)"] * len(vectors))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO message_words(rowid, words) VALUES {places}", [value for row in vectors for value in row]
        )


def _many(statement: str, rows: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
