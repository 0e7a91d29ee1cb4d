"""What the composer is told of a turn, read from Rasa's own trackers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from madoguchi.content import Content
from madoguchi.rasa.turns import REPLY, context, locale, metadata, turn
from madoguchi.replies import Composer, Reply, Turn
from tests.conftest import LOCALES, WEDNESDAY_NOON

from .conftest import Tracked, answered, known, said

FRENCH = {"language": "fr"}
PAGE = {"page_language": "pt"}
MENU = {"language": "ko"} | PAGE

PRECEDENCE: list[tuple[str, list[Event], dict[str, str], str]] = [
    # the first that is known decides: asked for now, in the menu, asked for before, written in, the page
    (
        "asked for now",
        [*known(language="en", chosen_language="es"), said(entities={"chosen_language": "zh"})],
        MENU,
        "zh-Hans",
    ),
    ("chosen in the menu", [*known(language="en", chosen_language="es"), said()], MENU, "ko"),
    ("asked for before", [*known(language="en", chosen_language="es"), said()], PAGE, "es"),
    ("written in", [*known(language="en"), said()], PAGE, "en"),
    ("the page", [said()], PAGE, "pt"),
    ("what it looks like", [said(reply_language="es")], {}, "es"),
    ("nothing", [said()], {}, "ja"),
    ("not a word yet", [], {}, "ja"),
    # a language that the bot lacks
    ("an unknown one", [said()], FRENCH, "ja"),
    ("an unknown one asked for", [said(entities={"chosen_language": "fr"})], PAGE, "ja"),
    # a button's entity counts as being asked for, and the entity of an earlier message only by its slot
    (
        "asked for long ago",
        [said(entities={"chosen_language": "zh"}), *known(chosen_language="zh"), said()],
        MENU,
        "ko",
    ),
    # scripts of Chinese: that of what is written, and of the page or the menu
    ("traditional by slot", [*known(language="zh", script="Hant"), said()], {}, "zh-Hant"),
    ("simplified by slot", [*known(language="zh", script="Hans"), said()], {"script": "Hant"}, "zh-Hans"),
    ("traditional by page", [said()], {"page_language": "zh", "script": "Hant"}, "zh-Hant"),
    (
        "traditional by menu",
        [*known(language="zh", script="Hans"), said()],
        {"language": "zh", "script": "Hant"},
        "zh-Hant",
    ),
    (
        "asked for in characters of the other script",
        [*known(script="Hans"), said(entities={"chosen_language": "zh"})],
        {"language": "zh", "script": "Hant"},
        "zh-Hans",
    ),
    ("a script without Chinese", [*known(language="ko", script="Hant"), said()], {}, "ko"),
]


@pytest.mark.parametrize(
    ("events", "told", "expected"), [row[1:] for row in PRECEDENCE], ids=[row[0] for row in PRECEDENCE]
)
def test_the_locale_is_the_first_that_is_known(
    tracked: Tracked, content: Content, events: list[Event], told: dict[str, str], expected: str
) -> None:
    assert locale(tracked(*events), told, content) == expected


def test_before_there_is_a_conversation_the_page_decides(content: Content) -> None:
    assert locale(None, PAGE, content) == "pt"
    assert locale(None, {}, content) == "ja"


def now(tracked: Tracked, content: Content, *events: Event) -> Turn:
    return turn(tracked(*events), content, WEDNESDAY_NOON)


def test_a_first_message_is_all_that_is_known(tracked: Tracked, content: Content) -> None:
    assert now(tracked, content, said("電話は？")) == Turn("電話は？", "ja", WEDNESDAY_NOON)


def test_without_a_message_nothing_was_said(tracked: Tracked, content: Content) -> None:
    assert now(tracked, content) == Turn("", "ja", WEDNESDAY_NOON)


def test_what_the_components_found_is_passed_on(tracked: Tracked, content: Content) -> None:
    message = said(
        "hello",
        {"masked": ["email", "my_number"], "language": "en"},
        guesses=["faq_penalties", "page_source"],
        second_intent="hotline_cost",
        entities={"topic_group": "number", "chosen_language": "ko"},
    )
    assert now(tracked, content, message) == Turn(
        text="hello",
        locale="ko",
        now=WEDNESDAY_NOON,
        guesses=("faq_penalties", "page_source"),
        second="hotline_cost",
        masked=frozenset({"email", "my_number"}),
        group="number",
        language_named=True,
    )


HOURS = {"answers": "hotline_hours", "hours": {"date": "2026-11-29"}}
BOTH = {"answers": "hotline_cost", "hours": {"date": "2026-11-29"}}

BEFORE: list[tuple[str, list[Event], dict[str, Any]]] = [
    # the message before: what it answered, offered, and the day that it spoke of
    ("an answer", [answered(answers="faq_penalties")], {"last_answer": "faq_penalties"}),
    (
        "an offer",
        [answered(answers="hotline_number", offer="hotline_hours")],
        {"last_answer": "hotline_number", "offer": "hotline_hours"},
    ),
    ("hours", [answered(**HOURS)], {"last_answer": "hotline_hours", "last_day": date(2026, 11, 29)}),
    (
        "hours beside another answer",
        [answered(**BOTH)],
        {"last_answer": "hotline_cost", "last_day": date(2026, 11, 29)},
    ),
    # an answer is remembered over a greeting, an offer and a day are not
    (
        "then a greeting",
        [answered(offer="hotline_hours", **HOURS), said(), answered()],
        {"last_answer": "hotline_hours"},
    ),
    # the hours of a handoff are those of now, no day that was asked for
    ("a handoff", [answered(handoff="not_helpful", hours={"date": "2026-11-25"})], {}),
    # a message of another maker
    ("no metadata", [BotUttered("...")], {}),
]


@pytest.mark.parametrize(("events", "expected"), [row[1:] for row in BEFORE], ids=[row[0] for row in BEFORE])
def test_what_the_bot_said_before_is_known(
    tracked: Tracked, content: Content, events: list[Event], expected: dict[str, Any]
) -> None:
    found = now(tracked, content, said(), *events, said(), ActionExecuted("utter_greet"))
    assert found == Turn("...", "ja", WEDNESDAY_NOON, **expected)


def test_what_the_bot_said_in_this_turn_is_not_before(tracked: Tracked, content: Content) -> None:
    found = now(tracked, content, said(), answered(offer="faq_penalties", answers="faq_prohibited_use"))
    assert (found.offer, found.last_answer) == (None, None)


@pytest.mark.parametrize("where", LOCALES)
def test_a_reply_can_be_read_back_from_the_tracker(
    tracked: Tracked, content: Content, composer: Composer, where: str
) -> None:
    reply = composer.compose("utter_hotline_hours", Turn("日曜日", where, WEDNESDAY_NOON))
    kept = {REPLY: metadata(reply, where, content)}
    found = now(tracked, content, said(), BotUttered(reply.text, metadata=kept), said())
    assert (found.last_answer, found.last_day) == ("hotline_hours", date.fromisoformat(reply.hours["date"]))


def test_metadata_has_what_there_is_and_nothing_else(content: Content, composer: Composer) -> None:
    assert metadata(Reply("..."), "zh-Hant", content) == {"locale": "zh-Hant", "language": "zh"}
    reply = composer.compose("utter_ward_contact", Turn("", "en", WEDNESDAY_NOON))
    kept = metadata(reply, "en", content)
    assert kept.keys() == {"locale", "language", "source", "answers", "offer", "phones"}
    assert kept["phones"] == [{"label": "Ward office", "number": "03-5246-9022", "tel": "tel:+81-3-5246-9022"}]


CONTEXTS: list[tuple[list[Event], dict[str, str]]] = [
    ([], {}),
    ([said(), answered(answers="faq_penalties", offer="x")], {"answers": "faq_penalties"}),
    ([said(), answered(handoff="not_helpful")], {"handoff": "not_helpful"}),
    ([said(), answered(answers="faq_penalties"), said(), answered()], {}),
    (
        [*known(language="es"), said(), answered(answers="faq_penalties")],
        {"answers": "faq_penalties", "language": "es"},
    ),
    ([*known(language="es", chosen_language="pt"), said()], {"language": "pt"}),
]
CONTEXT_NAMES = ["nothing", "answered", "handed off", "greeted", "a language told", "a language asked for"]


@pytest.mark.parametrize(("events", "expected"), CONTEXTS, ids=CONTEXT_NAMES)
def test_the_understanding_is_told_what_the_bot_said_last_and_in_which_language(
    tracked: Tracked, events: list[Event], expected: dict[str, str]
) -> None:
    assert context(tracked(*events)) == expected
    assert context(None) == {}


def test_metadata_survives_the_tracker_as_stored(tracked: Tracked, content: Content) -> None:
    """Rasa keeps events as JSON."""
    message = said("hello", {"masked": ["email"]}, entities={"topic_group": "number"}, guesses=["page_source"])
    again = UserUttered.from_parameters(message.as_dict())
    assert now(tracked, content, again) == now(tracked, content, message)
