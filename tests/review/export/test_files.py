"""The files as a clerk gets them: complete, filtered as on screen, streamed, and told of before their first byte."""

from __future__ import annotations

import csv
import gc
import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django.test import Client

from review.conversations.models import Conversation, Judgement, Message, Tag
from review.export import walk
from review.export.columns import CONVERSATION, MESSAGE
from review.search import index
from review.site.auditing import EXPORT
from review.site.roles import Role
from tests.review.audit.rows import actions, details
from tests.review.bot import Bot

START = datetime(2026, 11, 25, 0, 0, tzinfo=timezone.utc)


def body(client: Client, name: str, **asked: Any) -> bytes:
    response = client.get(f"/export/{name}", asked)
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)  # type: ignore[arg-type]


def table(client: Client, name: str, **asked: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, f"{name}.csv", **asked).decode("utf-8-sig"), newline="")))


def lines(client: Client, name: str, **asked: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body(client, f"{name}.jsonl", **asked).splitlines()]


def conversations(client: Client, **asked: Any) -> list[int]:
    return [one["conversation"] for one in lines(client, "conversations", **asked)]


def on_screen(client: Client, **asked: Any) -> list[int]:
    """All pages of the search."""
    found: list[int] = []
    place = ""
    while True:
        context = client.get("/conversations/", asked | ({"place": place} if place else {})).context
        found += [row.conversation.pk for row in context["rows"]]
        if not (place := context["further"]):
            return sorted(found)


def converse(name: str, *texts: str, **more: Any) -> Conversation:
    """A conversation of these messages, as if it had been taken over."""
    number = Message.objects.count()
    at = START + timedelta(minutes=number)
    given = {"channel": "website", "language": "ja", "locale": "ja", "started": at, "last": at, "turns": len(texts)}
    made = Conversation.objects.create(reference=name, **given | more)
    for event, text in enumerate(texts, start=number + 1):
        told = {"author": "resident", "at": at, "text": text, "language": "ja", "intent": "hotline_hours"}
        message = Message.objects.create(conversation=made, event=event, confidence=0.5, **told)
        index.add([(message.pk, text)])
    return made


def test_a_conversation_is_one_row_in_words_for_a_spreadsheet(editor: Client) -> None:
    one = converse("a", "電話", "税", outcome="handed_off", confidence=0.25)
    one.tags.add(Tag.objects.create(name="至急"), Tag.objects.create(name="税"))
    [row] = table(editor, "conversations")
    assert row["Conversation"] == str(one.pk)
    assert row["Channel"] == "Website"
    assert row["Language"] == "Japanese"
    assert row["Started"] == "2026-11-25 09:00:00"
    assert row["Resident's messages"] == "2"
    assert row["Outcome"] == "handed over to the telephone"
    assert row["Lowest confidence"] == "0.25"
    assert row["Tags"] == "税, 至急" or row["Tags"] == "至急, 税"


def test_a_message_is_one_row_with_what_staff_made_of_it(editor: Client, user: Callable[..., User]) -> None:
    [message] = converse("a", "⟦phone_number⟧に電話").messages.all()
    judged = {"verdict": "wrong", "understood": "hotline_hours", "intent": "greet", "at": START}
    Judgement.objects.create(message=message, by=user(Role.REVIEWER, "tanaka"), **judged)
    [row] = table(editor, "messages")
    assert row["Text"] == "［telephone number］に電話"
    assert (row["Judgement"], row["Should be"], row["Reviewer"]) == ("wrong", "Greeting", "tanaka")
    [kept] = lines(editor, "messages")
    assert kept["text"] == "⟦phone_number⟧に電話"
    assert (kept["verdict"], kept["should_be"], kept["reviewer"]) == ("wrong", "greet", "tanaka")
    assert (kept["at"], kept["intent"], kept["confidence"]) == ("2026-11-25T09:00:00+09:00", "hotline_hours", 0.5)


def test_what_the_bot_wrote_is_all_there(bot: Bot, editor: Client) -> None:
    bot.ask("c1", "電話は何時まで", known_as="m1", masked=["phone_number"])
    bot.ask("c2", "税", "faq_penalties")
    bot.read_on()
    assert [one["author"] for one in lines(editor, "messages")] == ["resident", "bot"] * 2
    assert [one["answers"] for one in lines(editor, "messages")] == ["", "hotline_hours", "", "faq_penalties"]
    assert table(editor, "messages")[0]["Removed"] == "telephone number"


@pytest.mark.parametrize(("name", "columns"), [("conversations", CONVERSATION), ("messages", MESSAGE)])
def test_both_kinds_of_file_have_the_same_columns(editor: Client, name: str, columns: list[Any]) -> None:
    converse("a", "電話")
    assert list(lines(editor, name)[0]) == [one.key for one in columns]
    assert list(table(editor, name)[0]) == [str(one.title) for one in columns]


def test_a_file_is_in_the_language_of_the_page(user: Callable[..., User]) -> None:
    converse("a", "電話", outcome="fell_back")
    client = Client(headers={"accept-language": "ja"})
    client.force_login(user(Role.EDITOR))
    [row] = table(client, "conversations")
    assert (row["会話"], row["言語"]) == (str(Conversation.objects.get().pk), "日本語")


def test_csv_is_what_excel_in_japanese_opens_right(editor: Client) -> None:
    converse("a", '一行目\n"二行目", 三')
    response = editor.get("/export/messages.csv")
    given = b"".join(response)  # type: ignore[arg-type]
    assert given.startswith(b"\xef\xbb\xbf")
    assert given.count(b"\xef\xbb\xbf") == 1
    assert given.endswith(b"\r\n")
    assert given.count(b"\r\n") == 2
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="messages-20')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert table(editor, "messages")[0]["Text"] == '一行目\n"二行目", 三'


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "＝HYPERLINK(1)",
    "<script>alert(1)</script>",
    "x\u202etxt.exe",
    'a","=1+1","b',
    'a"\r\n=1+1,2',
    "\u2028=1",
    "\x1b]0;x\x07",
    '{"level": "ERROR"}\n{"level": "INFO"}',
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_harmless_in_csv_and_whole_in_json_lines(editor: Client, text: str) -> None:
    converse("a", text)
    given = body(editor, "messages.csv").decode("utf-8-sig")
    assert not any(control in given for control in "\u202e\u2028\x1b\x07")
    [row] = csv.DictReader(io.StringIO(given, newline=""))
    cells = [one for one in row.values() if one]
    assert not any(one[0] in "=+-@\t\r＝＋－＠" for one in cells)
    [kept] = lines(editor, "messages")
    assert kept["text"] == text
    assert len(body(editor, "messages.jsonl").decode().splitlines()) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_harmless_on_screen_and_in_logs(
    editor: Client, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    one = converse("a", text)
    shown = editor.get(f"/conversations/{one.pk}/").content.decode() + editor.get("/conversations/").content.decode()
    assert "<script>alert" not in shown
    assert body(editor, "messages.csv")
    assert not any(text in record.getMessage() for record in caplog.records if "sql" not in record.name)
    assert not any(text in record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))


def test_a_tag_of_a_colleagues_is_no_formula_either(editor: Client) -> None:
    converse("a", "電話").tags.add(Tag.objects.create(name="=1+1"))
    assert table(editor, "conversations")[0]["Tags"] == "'=1+1"


# Filters


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
