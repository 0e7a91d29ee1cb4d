"""The bot's replies in LINE's form: each is what LINE's description, the SDK and LINE's limits allow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from madoguchi.content import Content
from madoguchi.line.choices import Choice
from madoguchi.line.messages import Answer, Spoken, answer, spoken
from madoguchi.rasa.turns import metadata
from madoguchi.replies import Composer, Turn
from tests.conftest import LOCALES, WEDNESDAY_NOON
from tests.line import limits
from tests.line.conftest import quick_replies, shown
from tests.line.description import described

TOPICS = (Choice("Topics", "/list_topics"), Choice("Hours", "/hotline_hours"))
PHONE = {"label": "Ward office", "number": "03-0000-0000", "tel": "tel:+81-3-0000-0000"}


def of(response: str, locale: str, composer: Composer, content: Content) -> Answer:
    reply = composer.compose(response, Turn("x", locale, WEDNESDAY_NOON.astimezone(dt.timezone.utc)))
    buttons = [{"title": one.title, "payload": one.payload} for one in reply.quick_replies]
    return answer([spoken(reply.text, locale, buttons, metadata(reply, locale, content))], content)


def is_allowed(messages: list[dict[str, Any]]) -> None:
    request = {"replyToken": "t", "messages": messages}
    judge = described("messaging-api")
    assert judge is None or judge.errors("ReplyMessageRequest", request) == []
    assert limits.faults("/v2/bot/message/reply", request) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_that_the_bot_says_may_be_sent(composer: Composer, content: Content, locale: str) -> None:
    for response in sorted(composer.responses):
        is_allowed(of(response, locale, composer, content).messages)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("response", ["utter_hotline_hours", "utter_human_handoff", "utter_ward_contact"])
def test_hours_and_handoff_are_cards_that_dial_and_whose_alt_text_says_it_all(
    composer: Composer, content: Content, locale: str, response: str
) -> None:
    [card] = of(response, locale, composer, content).messages
    assert card["type"] == "flex"
    dialled = [button["action"]["uri"] for button in card["contents"]["footer"]["contents"]]
    assert dialled
    assert all(uri.startswith("tel:+81-") for uri in dialled)
    labels = [button["action"]["label"] for button in card["contents"]["footer"]["contents"]]
    assert not [label for label in labels if label.endswith("…")]
    for uri in dialled:
        assert uri.removeprefix("tel:+81-") in card["altText"]
    for part in card["contents"]["body"]["contents"]:
        assert part["type"] == "separator" or part["text"] in card["altText"]


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_from_the_page_names_its_source(composer: Composer, content: Content, locale: str) -> None:
    source = content.fill(content.interfaces[locale].labels.source, locale)
    for intent in content.intents:
        assert source in shown(of(f"utter_{intent}", locale, composer, content).messages)


def test_choices_stand_below_the_last_message_as_buttons_and_by_number(content: Content) -> None:
    made = answer([Spoken("One.", "en", TOPICS), Spoken("Two.", "en", TOPICS)], content)
    assert [len(quick_replies([message])) for message in made.messages] == [0, 2]
    assert "1. Topics\n2. Hours" in made.messages[-1]["text"]
    assert "1." not in made.messages[0]["text"]
    assert made.payloads == ["/list_topics", "/hotline_hours"]


def test_never_more_than_five_messages_and_the_choices_are_in_the_last(content: Content) -> None:
    long = "長い文です。" * 5000
    made = answer([Spoken(long, "ja"), Spoken(long, "ja", TOPICS)], content)
    is_allowed(made.messages)
    assert len(made.messages) == 5
    assert made.messages[-1]["text"].endswith("2. Hours")
    assert len(quick_replies(made.messages)) == 2


def test_of_seven_messages_the_last_is_among_the_five(content: Content) -> None:
    made = answer([Spoken(f"{number}", "en") for number in range(7)], content)
    assert [message["text"] for message in made.messages] == ["0", "1", "2", "3", "6"]


def test_a_number_that_only_a_button_shows_is_in_the_alt_text(content: Content) -> None:
    [card] = answer([Spoken("Please phone.", "en", (), (PHONE,))], content).messages
    assert "Call: Ward office 03-0000-0000" in card["altText"]


def test_a_text_too_long_for_a_card_is_a_text(content: Content) -> None:
    made = answer([Spoken("Long. " * 400, "en", (), (PHONE,))], content)
    assert [message["type"] for message in made.messages] == ["text"]
    is_allowed(made.messages)
