"""A file has what the screen shows, is told of before its first byte, and is made a piece at a time."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import timedelta

import pytest
from django.test import Client

from review.conversations.models import Conversation, Message
from review.export import walk
from review.site.auditing import EXPORT
from tests.review.audit.rows import actions, details
from tests.review.export.files import START, body, conversations, converse, lines, on_screen


@pytest.fixture
def many() -> None:
    for number in range(7):
        texts = [["電話は何時", "税"][number % 2], "税と電話", "さようなら"][: 1 + number % 3]
        more = {"language": ["ja", "pt"][number % 2], "outcome": ["answered", "fell_back"][number % 3 == 0]}
        converse(f"c{number}", *texts, channel=["website", "line"][number // 4], confidence=number / 8, **more)
    Message.objects.filter(text="さようなら").update(intent="goodbye")


ASKED: list[dict[str, str]] = [
    {},
    {"language": "pt"},
    {"channel": "line"},
    {"outcome": "fell_back"},
    {"confidence": "0-50"},
    {"intent": "goodbye"},
    {"intent": "greet"},
    {"q": "電話"},
    {"q": "税"},
    {"q": "税 電話"},
    {"q": "nothing of this"},
    {"q": "   "},
    {"q": "電話", "language": "ja"},
    {"q": "さよ", "intent": "goodbye"},
    {"q": "税", "intent": "goodbye"},
    {"since": "2026-11-26"},
    {"until": "2026-11-25", "channel": "website"},
    {"language": "xx"},
    {"since": "yesterday"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("batch", [1, 2, 200])
def test_a_file_has_what_the_screen_shows(
    many: None, editor: Client, asked: dict[str, str], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "BATCH", batch)
    found = conversations(editor, **asked)
    assert sorted(found) == on_screen(editor, **asked)
    assert len(found) == len(set(found))
    said = {one["conversation"]: 0 for one in lines(editor, "messages", **asked)}
    assert set(said) == set(found)


def test_a_file_of_nothing_still_names_its_columns(editor: Client) -> None:
    assert body(editor, "conversations.csv").decode("utf-8-sig").startswith('"Conversation","Channel"')
    assert body(editor, "conversations.jsonl") == b""


# Streams


@pytest.mark.parametrize("name", ["conversations.csv", "conversations.jsonl", "messages.csv", "messages.jsonl"])
def test_an_export_is_told_of_before_its_first_byte(many: None, editor: Client, name: str) -> None:
    response = editor.get(f"/export/{name}", {"q": "税", "language": "ja"})
    assert actions()[-1] == EXPORT
    assert details() == {"asked": {"q": ["税"], "language": ["ja"]}}
    assert next(iter(response))  # type: ignore[call-overload]
    response.close()


def test_what_comes_while_a_file_is_loaded_is_neither_twice_nor_in_its_way(
    many: None, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "BATCH", 2)
    before = conversations(editor)
    batches = walk.batches(walk.Filter({}))
    found = [one.pk for one in next(batches)]
    Conversation.objects.update(last=START + timedelta(days=1))
    late = converse("late", "税")
    found += [one.pk for batch in batches for one in batch]
    assert found == [*before, late.pk]


def held(count: int) -> int:
    """Bytes at most that are in use between the batches of a file of so many conversations."""
    most = rows = 0
    tracemalloc.start()
    try:
        for batch in walk.batches(walk.Filter({})):
            rows += sum(1 for _ in walk.messages(batch).iterator(chunk_size=100))
            gc.collect()  # what is left in cycles is no part of what is held
            most = max(most, tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert rows == count
    return most


def fill(count: int) -> None:
    given = {"started": START, "last": START}
    made = [Conversation(reference=f"r{Conversation.objects.count()}-{number}", **given) for number in range(count)]
    Conversation.objects.bulk_create(made)
    first = Message.objects.count()
    said = [
        Message(conversation=one, event=first + number, author="resident", at=START, text="税" * 200)
        for number, one in enumerate(made)
    ]
    Message.objects.bulk_create(said)


def test_memory_does_not_grow_with_the_file() -> None:
    fill(600)
    held(600)
    small = held(600)
    fill(2400)
    assert held(3000) < 1.5 * small


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_is_only_ever_read(editor: Client, method: str) -> None:
    assert getattr(editor, method)("/export/messages.csv").status_code == 405


@pytest.mark.parametrize("address", ["/export/messages.xlsx", "/export/accounts.csv", "/export/"])
def test_there_are_no_other_files(editor: Client, address: str) -> None:
    assert editor.get(address).status_code == 404


def test_who_only_reviews_takes_nothing_away_and_is_not_offered_to(reviewer: Client, editor: Client) -> None:
    assert reviewer.get("/export/messages.csv").status_code == 403
    assert "/export/" not in reviewer.get("/conversations/").content.decode()
    shown = editor.get("/conversations/", {"q": "税"}).content.decode()
    assert "/export/messages.csv?q=%E7%A8%8E" in shown
