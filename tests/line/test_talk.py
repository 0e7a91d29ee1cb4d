"""What a person gets on LINE, from the bot with its trained model."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

from madoguchi.content import Content
from madoguchi.serving.service import Service
from madoguchi.store.amendments import UNSENT
from tests.conftest import LOCALES
from tests.line import webhooks
from tests.line.conftest import SECRET, Friend, eventually, new_friend, quick_replies, shown
from tests.line.platform import Platform
from tests.line.test_security import FORGED


def greeting(content: Content, locale: str) -> str:
    return content.interfaces[locale].greeting.strip()


def follow(friend: Friend, unblocked: bool = False) -> dict[str, Any]:
    return friend.event("follow", follow={"isUnblocked": unblocked})


TAGS = {"ja": "ja", "en": "en-GB", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ko": "ko-KR", "es": "es", "pt": "pt-BR"}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_new_friend_is_greeted_in_the_profiles_language(
    shared_platform: Platform, bot: str, content: Content, locale: str
) -> None:
    friend = new_friend(shared_platform, bot, TAGS[locale])
    got = friend.gets(follow(friend))
    assert greeting(content, locale) in shown(got)
    assert len(quick_replies(got)) == 5


@pytest.mark.parametrize("language", [None, "fr", "x" * 30])
def test_a_profile_that_tells_no_language_of_ours_is_greeted_in_japanese(
    shared_platform: Platform, bot: str, content: Content, language: str | None
) -> None:
    friend = new_friend(shared_platform, bot, language)
    assert greeting(content, "ja") in shown(friend.gets(follow(friend)))


def test_who_unblocks_the_bot_is_welcomed_back(friend: Friend, content: Content) -> None:
    assert content.interfaces["ja"].line.welcome_back in shown(friend.gets(follow(friend, unblocked=True)))


@pytest.mark.parametrize(
    ("kind", "word"),
    [("sticker", "sticker"), ("image", "picture"), ("video", "picture"), ("audio", "audio"), ("location", "location")],
)
def test_what_is_no_text_gets_a_kind_word_and_the_topics(
    friend: Friend, content: Content, kind: str, word: str
) -> None:
    got = friend.gets(friend.message(kind))
    assert getattr(content.interfaces["ja"].line, word) in shown(got)
    assert len(quick_replies(got)) == 5


class TestTheConversation:
    def test_the_message_decides_over_the_profile(self, friend: Friend) -> None:
        assert "free" in shown(friend.says("Is it free to call?"))

    def test_the_conversation_decides_over_the_profile(self, friend: Friend, content: Content) -> None:
        friend.says("Qual é o número de telefone?")
        assert content.interfaces["pt"].line.sticker in shown(friend.gets(friend.message("sticker")))

    def test_a_typed_number_chooses_from_the_last_list(self, friend: Friend, content: Content) -> None:
        friend.says("Is the data encrypted?")
        assert content.answer("faq_protection_codes", "en").text in shown(friend.says("１"))

    def test_a_number_chooses_from_the_greeting_as_well(self, friend: Friend, content: Content) -> None:
        friend.gets(follow(friend))
        assert content.interfaces["ja"].groups["number"] in shown(friend.says("2"))

    def test_a_tapped_button_is_what_it_says(self, friend: Friend, content: Content) -> None:
        button = quick_replies(friend.says("Is the data encrypted?"))[0]
        assert content.answer("faq_protection_codes", "en").text in shown(friend.gets(friend.tap(button["data"])))

    @pytest.mark.parametrize("data", ["/list_topics", "/hotline_hours", "/hotline_number", "/change_language"])
    def test_every_area_of_the_rich_menu_is_answered(self, friend: Friend, data: str) -> None:
        assert quick_replies(friend.gets(friend.tap(data)))

    def test_a_language_chosen_stays_chosen(self, friend: Friend, content: Content) -> None:
        languages = quick_replies(friend.gets(friend.tap("/change_language")))
        chosen = next(one["data"] for one in languages if one["label"] == "繁體中文")
        assert content.interfaces["zh-Hant"].language_changed in shown(friend.gets(friend.tap(chosen)))
        assert content.interfaces["zh-Hant"].line.sticker in shown(friend.gets(friend.message("sticker")))

    def test_two_messages_in_one_delivery_are_answered_in_order(self, friend: Friend, content: Content) -> None:
        friend.deliver(friend.text("Is the data encrypted?"), friend.text("thanks"))
        eventually(lambda: len(friend.platform.got[friend.id]) == 2)
        first, second = friend.platform.got[friend.id]
        assert content.answer("faq_protection_encryption", "en").text in shown(first.messages)
        assert content.interfaces["en"].thank in shown(second.messages)

    def test_an_event_delivered_again_is_answered_once(self, friend: Friend) -> None:
        event = friend.text("hello")
        friend.gets(event)
        for _ in range(3):
            assert friend.deliver(event | {"deliveryContext": {"isRedelivery": True}}).status_code == 200
        friend.says("thanks")
        assert len(friend.platform.got[friend.id]) == 2


class TestInGroups:
    GROUP = "C" + "5" * 32

    def said(self, friend: Friend, text: str, is_mentioned: bool) -> dict[str, Any]:
        mentionee = {"type": "user", "index": 0, "length": 4} | ({"isSelf": True} if is_mentioned else {})
        event = webhooks.text(
            friend.id,
            friend.platform.issue(self.GROUP),
            text,
            source={"type": "group", "groupId": self.GROUP, "userId": friend.id},
        )
        event["message"]["mention"] = {"mentionees": [mentionee]}
        return event

    def test_the_bot_answers_when_it_is_mentioned_and_only_then(self, friend: Friend) -> None:
        group = Friend(self.GROUP, friend.platform, friend.address)
        friend.deliver(self.said(friend, "@you is it free to call?", is_mentioned=False))
        got = group.gets(self.said(friend, "@bot is it free to call?", is_mentioned=True))
        assert "free" in shown(got)
        assert len(friend.platform.got[self.GROUP]) == 1


class TestPrivacy:
    def rows(self, service: Service, event: str) -> list[str]:
        with sqlite3.connect(service.database) as connection:
            found = connection.execute("SELECT data FROM events WHERE type_name = ?", [event]).fetchall()
        return [data for (data,) in found]

    def test_what_was_taken_back_is_gone_from_the_conversation(self, friend: Friend, service: Service) -> None:
        event = friend.text("an unmistakable private matter")
        friend.gets(event)
        assert any("unmistakable private" in row for row in self.rows(service, "user"))
        friend.deliver(webhooks.event("unsend", friend.id, unsend={"messageId": event["message"]["id"]}))
        eventually(lambda: not any("unmistakable private" in row for row in self.rows(service, "user")))
        erased = [json.loads(row) for row in self.rows(service, "user") if event["message"]["id"] in row]
        assert [one["text"] for one in erased] == [UNSENT]
        assert friend.says("hello")

    def test_a_my_number_is_masked_before_anything_is_kept(self, friend: Friend, service: Service) -> None:
        got = friend.says("私の番号は123456789018です。安全ですか")
        assert "マイナンバーはここに入力しないでください" in shown(got)
        eventually(lambda: not self.is_somewhere(service, b"123456789018"))
        assert any("my_number" in row for row in self.rows(service, "user"))

    def test_no_store_and_no_log_knows_an_id_a_name_or_a_picture(self, friend: Friend, service: Service) -> None:
        friend.says("hello")
        for secret in (friend.id.encode(), b"Hanako", b"profile.line-scdn"):
            assert not self.is_somewhere(service, secret)

    def test_the_profile_is_asked_for_once(self, friend: Friend) -> None:
        friend.says("hello")
        before = friend.platform.calls["/profile"]
        friend.says("thanks")
        assert friend.platform.calls["/profile"] == before

    def is_somewhere(self, service: Service, secret: bytes) -> bool:
        files = [*service.logs.rglob("*.log"), *Path(service.database).parent.glob("*.db*")]
        assert len(files) > 2
        return any(secret in file.read_bytes() for file in files)


class TestTheWebhook:
    def post(self, bot: str, body: bytes, signature: str | None) -> httpx.Response:
        headers = [(b"x-line-signature", signature.encode("utf8", "surrogateescape"))] if signature is not None else []
        return httpx.post(bot, content=body, headers=headers, timeout=20, trust_env=False)

    @pytest.mark.parametrize("number", range(len(FORGED)), ids=[row[0] for row in FORGED])
    def test_what_line_did_not_sign_gets_401_and_nothing_else(self, bot: str, number: int) -> None:
        response = self.post(bot, *FORGED[number][1]())
        assert (response.status_code, response.content) == (401, b"")

    @pytest.mark.parametrize(
        ("body", "status"),
        ids=["empty", "events of no form", "no JSON", "no list", "no object", "nested", "too large"],
        argvalues=[
            (b'{"destination": "U", "events": []}', 200),
            (b'{"events": [null, 1, "x", {}, {"webhookEventId": "1"}]}', 200),
            (b"not json", 400),
            (b'{"events": {}}', 400),
            (b"[]", 400),
            (b"[" * 100_000, 400),
            (b'{"events": []}' + b" " * 1024 * 1024, 413),
        ],
    )
    def test_what_line_signed_is_taken_if_it_is_a_webhook(self, bot: str, body: bytes, status: int) -> None:
        assert self.post(bot, body, webhooks.signature(SECRET, body)).status_code == status

    def test_silence_is_kept_in_standby_and_for_unknown_kinds(self, friend: Friend) -> None:
        friend.deliver(friend.text("hello", mode="standby"), friend.event("teleport"))
        friend.deliver(webhooks.event("unfollow", friend.id))
        friend.says("hello")
        assert len(friend.platform.got[friend.id]) == 1


def test_the_menu_follows_the_language_of_the_conversation(friend: Friend) -> None:
    linked = friend.platform.menus.linked
    friend.says("Is the data encrypted?")
    eventually(lambda: linked.get(friend.id) == "richmenu-en")
    friend.says("전화번호 알려주세요")
    eventually(lambda: linked.get(friend.id) == "richmenu-ko")
