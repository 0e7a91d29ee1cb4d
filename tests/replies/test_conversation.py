"""Yes and no, the menu, the change of language, and every button."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.content import Content
from madoguchi.replies import Composer, Reply
from madoguchi.replies.buttons import PLAIN, buttons, title
from madoguchi.replies.topics import language_button, topic_button
from madoguchi.replies.turn import Button
from tests.conftest import LOCALES

from .conftest import turn

MENU = ['/list_topics{"topic_group": "system"}', '/list_topics{"topic_group": "number"}']
MENU += ['/list_topics{"topic_group": "protection"}', '/list_topics{"topic_group": "business"}']
MENU += ['/list_topics{"topic_group": "contact"}']


def payloads(reply: Reply) -> list[str]:
    return [one.payload for one in reply.quick_replies]


WITH_MENU = [
    # replies after which the resident may want a topic
    ("greet", "greeting"),
    ("bot_challenge", "bot_challenge"),
    ("affirm", "affirm"),
    ("deny", "deny"),
    ("list_topics", "topics"),
    ("tell_more", "tell_more_what"),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("intent", "said"), WITH_MENU, ids=[row[0] for row in WITH_MENU])
def test_the_menu_is_shown_where_nothing_else_leads_on(
    content: Content, composer: Composer, intent: str, said: str, locale: str
) -> None:
    reply = composer.compose(f"utter_{intent}", turn(locale=locale))
    assert reply.text == getattr(content.interfaces[locale], said)
    assert payloads(reply) == MENU
    names = content.interfaces[locale].groups
    assert [one.title for one in reply.quick_replies] == [names[group] for group in content.groups]


@pytest.mark.parametrize("intent", ["goodbye", "thank"])
def test_a_farewell_pushes_nothing(content: Content, composer: Composer, intent: str) -> None:
    assert composer.compose(f"utter_{intent}", turn()) == Reply(getattr(content.interfaces["ja"], intent))


def test_yes_to_an_offer_is_answered(composer: Composer) -> None:
    accepted = composer.compose("utter_affirm", turn("はい", offer="faq_penalties"))
    assert accepted == composer.compose("utter_faq_penalties", turn("はい"))


def test_no_to_an_offer_leads_back_to_the_menu(content: Content, composer: Composer) -> None:
    refused = composer.compose("utter_deny", turn("いいえ", offer="faq_penalties"))
    assert refused.text == content.interfaces["ja"].deny
    assert refused.offer is None
    assert payloads(refused) == MENU


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("group", ["system", "number", "protection", "business", "contact"])
def test_a_topic_shows_its_questions(content: Content, composer: Composer, group: str, locale: str) -> None:
    reply = composer.compose("utter_list_topics", turn(locale=locale, group=group))
    assert content.interfaces[locale].groups[group] in reply.text
    assert payloads(reply) == [f"/{intent}" for intent in content.groups[group]]


def test_a_topic_that_is_none_shows_the_menu(composer: Composer) -> None:
    assert payloads(composer.compose("utter_list_topics", turn(group="weather"))) == MENU


@pytest.mark.parametrize("locale", LOCALES)
def test_there_is_more_to_tell_of_the_last_answer(content: Content, composer: Composer, locale: str) -> None:
    nothing = content.interfaces[locale].tell_more_nothing
    for intent in content.intents:
        reply = composer.compose("utter_tell_more", turn(locale=locale, last_answer=intent))
        assert reply.text == (content.answer(intent, locale).more or nothing)
        assert payloads(reply) == [f"/{one}" for one in content.intents[intent].follow_ups]
        assert reply.offer is None


@pytest.mark.parametrize("locale", LOCALES)
def test_a_change_of_language_is_said_in_the_new_one(content: Content, composer: Composer, locale: str) -> None:
    reply = composer.compose("utter_change_language", turn(locale=locale, language_named=True))
    assert reply.text == content.interfaces[locale].language_changed
    assert payloads(reply) == MENU


@pytest.mark.parametrize("locale", LOCALES)
def test_where_no_language_is_named_each_is_offered_by_its_own_name(
    content: Content, composer: Composer, locale: str
) -> None:
    reply = composer.compose("utter_change_language", turn(locale=locale))
    assert reply.text == content.interfaces[locale].language_which
    assert [one.title for one in reply.quick_replies] == [
        "日本語",
        "English",
        "简体中文",
        "繁體中文",
        "한국어",
        "Español",
        "Português",
    ]


SITUATIONS: list[dict[str, Any]] = [
    {},
    {"guesses": ("faq_penalties", "hotline_cost", "page_source")},
    {"second": "faq_prohibited_use"},
    {"masked": frozenset({"my_number"})},
    {"language_named": True},
    {"last_answer": "hotline_hours"},
    {"offer": "faq_business_safety"},
    *({"group": group} for group in ("system", "number", "protection", "business", "contact")),
]


@pytest.mark.parametrize("known", SITUATIONS, ids=[str(one) for one in SITUATIONS])
def test_whatever_button_is_shown_is_known_when_it_comes_back(
    content: Content, composer: Composer, known: dict[str, Any]
) -> None:
    every = buttons(content)
    for locale in LOCALES:
        for response in composer.responses:
            for shown in composer.compose(response, turn(locale=locale, **known)).quick_replies:
                assert shown.payload in every, response
                assert title(every[shown.payload], content, locale) == shown.title


PAYLOADS = [
    (Button("greet"), "/greet"),
    (Button("list_topics", {"topic_group": "number"}), '/list_topics{"topic_group": "number"}'),
    (topic_button("contact"), '/list_topics{"topic_group": "contact"}'),
    (language_button("ja", "ja"), '/change_language{"chosen_language": "ja"}'),
    (language_button("zh", "zh-Hant"), '/change_language{"chosen_language": "zh", "script": "Hant"}'),
]


@pytest.mark.parametrize(("button", "payload"), PAYLOADS, ids=[row[1] for row in PAYLOADS])
def test_a_button_sends_an_intent_with_its_entities(button: Button, payload: str) -> None:
    assert button.payload == payload


def test_every_button_is_listed_under_its_payload(content: Content) -> None:
    every = buttons(content)
    assert all(payload == button.payload for payload, button in every.items())
    assert len(every) == len(content.intents) + len(PLAIN) + len(content.groups) + len(content.locales)


def test_a_button_without_entities_of_ours_says_what_the_interface_says(content: Content) -> None:
    assert title(Button("affirm"), content, "en") == content.interfaces["en"].yes
    assert title(Button("none_of_these"), content, "en") == content.interfaces["en"].none_of_these
    assert title(Button("human_handoff"), content, "en") == content.interfaces["en"].widget.person
