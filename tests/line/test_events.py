"""Webhook events of all kinds, and what the inbox takes of them."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.content import Content
from madoguchi.line.events import Event, read
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.privacy import Gate, SplitNumbers
from tests.line import webhooks

USER = webhooks.user_id(1)
GROUP = {"type": "group", "groupId": "C" + "1" * 32, "userId": USER}
ROOM = {"type": "room", "roomId": "R" + "1" * 32}


def mention(start: int, length: int, **more: Any) -> dict[str, Any]:
    return {"mentionees": [{"type": "user", "index": start, "length": length} | more]}


def said(text: str, mentioned: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    whole = {"text": text, "quoteToken": "q"} | ({"mention": mentioned} if mentioned else {})
    return webhooks.message("text", USER, "t", whole, **more)


KINDS: list[tuple[str, dict[str, Any]]] = [
    ("text", said("hello")),
    ("sticker", webhooks.message("sticker", USER, "t", webhooks.SAID["sticker"])),
    ("picture", webhooks.message("image", USER, "t", webhooks.SAID["image"])),
    ("picture", webhooks.message("video", USER, "t", webhooks.SAID["video"])),
    ("audio", webhooks.message("audio", USER, "t", webhooks.SAID["audio"])),
    ("file", webhooks.message("file", USER, "t", webhooks.SAID["file"])),
    ("location", webhooks.message("location", USER, "t", webhooks.SAID["location"])),
    ("follow", webhooks.event("follow", USER, "t", follow={"isUnblocked": False})),
    ("unfollow", webhooks.event("unfollow", USER)),
    ("unsend", webhooks.event("unsend", USER, unsend={"messageId": "1"})),
    ("postback", webhooks.event("postback", USER, "t", postback={"data": "/greet"})),
    # silent: what is not addressed to the bot, or is another's to answer
    ("silent", webhooks.event("join", USER, "t", source=GROUP)),
    ("silent", webhooks.event("leave", USER, source=GROUP)),
    ("silent", said("hello", source=GROUP)),
    ("silent", said("hello", source=ROOM)),
    ("silent", said("@other hello", mention(0, 6, userId="U" + "2" * 32), source=GROUP)),
    ("silent", webhooks.message("sticker", USER, "t", webhooks.SAID["sticker"], source=GROUP)),
    ("silent", said("hello", mode="standby")),
    ("silent", webhooks.event("follow", USER, "t", follow={"isUnblocked": False}, mode="standby")),
    # what is taken back is taken back all the same
    ("unsend", webhooks.event("unsend", USER, unsend={"messageId": "1"}, mode="standby")),
    ("text", said("@bot hello", mention(0, 5, isSelf=True), source=GROUP)),
    # kinds that came after us, or are none of our business
    ("unknown", webhooks.event("beacon", USER, "t", beacon={"hwid": "a", "type": "enter"})),
    ("unknown", webhooks.event("teleport", USER)),
]


@pytest.mark.parametrize(("kind", "event"), KINDS)
def test_an_event_is_of_its_kind(kind: str, event: dict[str, Any]) -> None:
    webhooks.body([event])
    read_event = read(event)
    assert read_event is not None
    assert read_event.kind == kind


def test_a_message_of_a_kind_that_came_after_us_gets_a_kind_word() -> None:
    event = read(webhooks.event("message", USER, "t", message={"type": "hologram", "id": "1"}))
    assert event is not None
    assert event.kind == "other"


@pytest.mark.parametrize(
    ("text", "mentioned", "left"),
    [
        ("@bot hello", mention(0, 4, isSelf=True), " hello"),
        ("hello @bot", mention(6, 4, isSelf=True), "hello "),
        # places are counted in UTF-16 units
        ("😀@bot hello", mention(2, 4, isSelf=True), "😀 hello"),
        ("@all @bot hi", mention(5, 4, isSelf=True), "@all  hi"),
        ("hi", mention(90, 4, isSelf=True), "hi"),
    ],
)
def test_the_bots_own_name_is_no_part_of_the_question(text: str, mentioned: dict[str, Any], left: str) -> None:
    event = read(said(text, mentioned))
    assert event is not None
    assert event.text == left


@pytest.mark.parametrize(
    "raw",
    [None, [], "x", {}, {"webhookEventId": 1}, {"webhookEventId": "x" * 65}, {"webhookEventId": ""}],
)
def test_what_has_no_id_is_no_event(raw: Any) -> None:
    assert read(raw) is None


@pytest.mark.parametrize("raw", [None, 1, "x", [], [[]], {"a": []}])
@pytest.mark.parametrize("key", ["source", "message", "timestamp", "type", "mode", "postback", "follow", "unsend"])
def test_no_part_of_an_event_can_be_of_a_form_that_ends_the_channel(key: str, raw: Any) -> None:
    assert isinstance(read(said("hello") | {key: raw}), Event)


class TestTheEntrance:
    NUMBER = "123456789018"

    @pytest.fixture
    def identity(self) -> Identity:
        return Identity("s" * 32)

    @pytest.fixture
    def entrance(self, content: Content, identity: Identity) -> Entrance:
        gate = Gate([*content.facts.phones.model_dump().values(), content.facts.page.id])
        return Entrance(SplitNumbers(gate), identity, {"/greet"})

    def admitted(self, entrance: Entrance, identity: Identity, event: dict[str, Any]) -> Event:
        delivered = entrance.admit(event)
        assert delivered is not None
        assert delivered.content is not None
        return Event(**identity.open(delivered.content))

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            (f"私の番号は{NUMBER}です", "私の番号は⟦my_number⟧です"),
            (f"@bot {NUMBER}", "⟦my_number⟧"),
            ("/restart", "restart"),
            ("  \u202ehello\x00 ", "hello"),
            ("あ" * 5000, "あ" * 2000),
            ("あ" * 1995 + NUMBER, "あ" * 1995 + "⟦my_n"),
        ],
    )
    def test_a_text_is_clean_and_masked_before_it_is_kept(
        self, entrance: Entrance, identity: Identity, text: str, kept: str
    ) -> None:
        mentioned = mention(0, 5, isSelf=True) if text.startswith("@bot") else None
        event = self.admitted(entrance, identity, said(text, mentioned))
        assert event.text == kept
        assert event.masked == (["my_number"] if self.NUMBER in text else [])

    def test_nobodys_id_and_no_word_can_be_read_in_what_is_kept(self, entrance: Entrance) -> None:
        delivered = entrance.admit(said("a question"))
        assert delivered is not None
        assert USER not in repr(vars(delivered))
        assert b"question" not in (delivered.content or b"")

    @pytest.mark.parametrize("text", ["", " ", "\u200b"])
    def test_a_text_without_words_gets_a_kind_word(self, entrance: Entrance, identity: Identity, text: str) -> None:
        assert self.admitted(entrance, identity, said(text)).kind == "other"

    @pytest.mark.parametrize(("data", "kind"), [("/greet", "postback"), ("/restart", "other"), ("", "other")])
    def test_only_our_own_buttons_can_be_pressed(
        self, entrance: Entrance, identity: Identity, data: str, kind: str
    ) -> None:
        pressed = webhooks.event("postback", USER, "t", postback={"data": data})
        assert self.admitted(entrance, identity, pressed).kind == kind

    @pytest.mark.parametrize(("index", "outcome"), [(11, "silent"), (17, "silent"), (21, "ignored"), (22, "ignored")])
    def test_what_is_not_to_be_answered_leaves_nothing_but_a_count(
        self, entrance: Entrance, index: int, outcome: str
    ) -> None:
        delivered = entrance.admit(KINDS[index][1])
        assert delivered is not None
        assert (delivered.outcome, delivered.content) == (outcome, None)

    def test_conversations_are_told_apart_by_user_and_group(self, entrance: Entrance) -> None:
        other = webhooks.user_id(2)
        mentioned = mention(0, 4, isSelf=True)
        sources: list[dict[str, Any]] = [
            {"type": "user", "userId": USER},
            {"type": "user", "userId": other},
            GROUP,
            GROUP | {"userId": other},
            {"type": "group", "groupId": GROUP["groupId"]},
        ]
        admitted = [entrance.admit(said("@bot x", mentioned, source=source)) for source in sources * 2]
        conversations = [one.conversation for one in admitted if one]
        assert len(set(conversations)) == len(sources)
        assert conversations[: len(sources)] == conversations[len(sources) :]

    def test_events_that_name_nobody_share_no_conversation(self, entrance: Entrance) -> None:
        strangers = [entrance.admit(webhooks.text(None, "t", "hello")) for _ in range(2)]
        assert len({one.conversation for one in strangers if one}) == 2

    @pytest.mark.parametrize(
        ("text", "removed"),
        [
            ("最初は579です", 0),  # the turn counts what is left in the text
            ("5791", 4),
            ("次は57913です", 5),
            ("579135", 6),
            (f"{NUMBER}", 0),  # a whole one is no piece
            ("hello", 0),
        ],
    )
    def test_the_digits_of_pieces_are_counted_and_not_kept(
        self, entrance: Entrance, identity: Identity, text: str, removed: int
    ) -> None:
        event = self.admitted(entrance, identity, said(text))
        assert event.removed == removed
        assert not removed or not any(character.isdigit() for character in event.text)
