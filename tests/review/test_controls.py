"""What turns the direction of a text, or ends a line, is told by its name on every page that shows residents' words."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from review.conversations.models import Message
from review.learning import candidates
from review.site.controls import visible
from tests.review.bot import Bot, opinion

TURNED = "請求書\u202efdp.exe\u2066\u200f"
NAMED = "請求書⟨U+202E⟩fdp.exe⟨U+2066⟩⟨U+200F⟩"
ADDRESSES = [
    "/queue/",
    "/conversations/",
    "/conversations/?q=請求書",
    "/conversations/?intent=nlu_fallback",
    "/learning/",
    "/figures/unanswered/?since=2026-11-01&until=2026-12-31",
    "/figures/unanswered.svg?since=2026-11-01&until=2026-12-31",
    "/figures/report/?month=2026-11",
]


@pytest.fixture
def message(bot: Bot, editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Message:
    """Asked twice, since the report and the chart have only what was."""
    monkeypatch.setattr(candidates, "DATA", tmp_path)
    bot.ask("c0", TURNED, "nlu_fallback")
    bot.ask("c1", TURNED, "nlu_fallback", known_as="m1")
    bot.turn("c1", opinion("m1", False, TURNED))
    bot.read_on()
    message = Message.objects.get(known_as="m1")
    editor.post(f"/messages/{message.pk}/judge/", {"intent": "hotline_hours"})
    for field, what in (("text", "note"), ("name", "tag")):
        editor.post(f"/conversations/{message.conversation_id}/{what}/", {field: TURNED})
    return message


@pytest.mark.usefixtures("message")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_names_them(editor: Client, address: str) -> None:
    shown = editor.get(address).content.decode()
    assert NAMED in shown
    assert visible(shown) == shown


def test_a_conversation_names_them_in_words_opinion_note_and_tag(editor: Client, message: Message) -> None:
    shown = editor.get(f"/conversations/{message.conversation_id}/").content.decode()
    assert shown.count(NAMED) >= 4
    assert visible(shown) == shown


def test_what_moves_on_a_page_names_them_too(editor: Client, message: Message) -> None:
    address = f"/conversations/{message.conversation_id}/note/"
    part = editor.post(address, {"text": TURNED}, headers={"HX-Request": "true"}).content.decode()
    assert NAMED in part
    assert "\u202e" not in part


def test_what_was_searched_for_is_named_in_its_field(editor: Client) -> None:
    assert f'value="{NAMED}"' in editor.get("/conversations/", {"q": TURNED}).content.decode()


def test_a_page_that_is_none_names_them(editor: Client) -> None:
    assert "\u202e" not in editor.get("/\u202efdp.exe").content.decode()


def test_letters_of_any_script_and_ends_of_lines_are_left_as_they_are() -> None:
    for text in ("マイナンバー\n번호\thorário", "العربية עברית", "👨‍👩‍👧"):
        assert visible(text) == text
