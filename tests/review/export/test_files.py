"""The files as a clerk gets them: complete, in their own words, and harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from review.conversations.models import Conversation, Judgement, Tag
from review.export.columns import CONVERSATION, MESSAGE
from review.site.roles import Role
from tests.review.bot import Bot
from tests.review.export.files import START, body, converse, lines, table


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
