"""Answers, two of them in one message, and the offer that comes after."""

from __future__ import annotations

from datetime import date

import pytest

from madoguchi.content import Content
from madoguchi.replies import Composer, Phone, QuickReply
from tests.conftest import LOCALES

from .conftest import is_complete, turn

YES, NO = "/affirm", "/deny"


@pytest.mark.parametrize("locale", LOCALES)
def test_an_offer_is_asked_after_the_answer_with_yes_and_no(content: Content, composer: Composer, locale: str) -> None:
    reply = composer.compose("utter_faq_prohibited_use", turn(locale=locale))
    answer, question = reply.text.split("\n\n")
    assert answer == content.answer("faq_prohibited_use", locale).text
    assert content.answer("faq_penalties", locale).title in question
    assert reply.offer == "faq_penalties"
    said = content.interfaces[locale]
    assert reply.quick_replies[:2] == (QuickReply(said.yes, YES), QuickReply(said.no, NO))


def test_what_is_offered_is_not_shown_as_a_question_as_well(composer: Composer) -> None:
    shown = composer.compose("utter_faq_prohibited_use", turn()).quick_replies
    assert [one.payload for one in shown] == [YES, NO, "/faq_usage_fields", "/faq_number_lifetime"]


@pytest.mark.parametrize("locale", LOCALES)
def test_two_questions_get_both_answers_in_one_message(content: Content, composer: Composer, locale: str) -> None:
    reply = composer.compose("utter_hotline_cost", turn(locale=locale, second="faq_penalties"))
    first, second = (content.answer(one, locale).text for one in ("hotline_cost", "faq_penalties"))
    assert reply.text == f"{first}\n\n{second}"
    assert is_complete(reply)


def test_the_conversation_goes_on_from_the_second_answer(content: Content, composer: Composer) -> None:
    reply = composer.compose("utter_hotline_cost", turn(second="faq_prohibited_use"))
    assert reply.answers == "faq_prohibited_use"
    assert reply.offer == "faq_penalties"
    assert [one.payload for one in reply.quick_replies][:2] == [YES, NO]
    assert [phone.number for phone in reply.phones] == [content.facts.phones.hotline_japanese]


def test_two_answers_rest_on_the_passages_of_both(content: Content, composer: Composer) -> None:
    reply = composer.compose("utter_faq_benefit_convenience", turn(second="faq_system_benefits"))
    assert reply.source == content.source("faq_system_benefits") | {"passages": ["P2", "P1", "P3", "P4"]}


def test_what_has_just_been_answered_is_not_offered(composer: Composer) -> None:
    reply = composer.compose("utter_faq_penalties", turn(second="faq_prohibited_use"))
    assert reply.offer is None
    assert YES not in [one.payload for one in reply.quick_replies]


SAME_AS_ONE = [None, "hotline_cost", "greet", "weather"]


@pytest.mark.parametrize("second", SAME_AS_ONE)
def test_a_second_question_that_is_none_changes_nothing(composer: Composer, second: str | None) -> None:
    assert composer.compose("utter_hotline_cost", turn(second=second)) == composer.compose("utter_hotline_cost", turn())


HOURS = [
    # the first or the second of two questions is about the hours: a day asked for is told either way
    ("hotline_hours", None),
    ("hotline_hours", "hotline_cost"),
    ("hotline_cost", "hotline_hours"),
]


@pytest.mark.parametrize(("first", "second"), HOURS)
def test_hours_are_told_for_the_day_that_the_message_names(composer: Composer, first: str, second: str | None) -> None:
    reply = composer.compose(f"utter_{first}", turn("日曜日は？", second=second))
    assert reply.hours
    assert reply.hours["date"] == "2026-11-29"
    assert (reply.hours["open"], reply.hours["close"]) == ("9:30", "17:30")


def test_a_time_alone_is_of_the_day_that_was_spoken_of(composer: Composer) -> None:
    reply = composer.compose("utter_hotline_hours", turn("18時は？", last_day=date(2026, 11, 29)))
    assert reply.hours
    assert (reply.hours["date"], reply.hours["is_open"]) == ("2026-11-29", False)


PHONES = [
    ("utter_ward_contact", "ja", "03-5246-9022"),
    ("utter_hotline_number", "ja", "0120-95-0178"),
    ("utter_hotline_hours", "ko", "0120-0178-26"),
    ("utter_hotline_operator", "pt", "0120-0178-26"),
    ("utter_faq_penalties", "ja", None),
]


@pytest.mark.parametrize(("response", "locale", "number"), PHONES)
def test_an_answer_about_a_telephone_can_be_dialled(
    composer: Composer, response: str, locale: str, number: str | None
) -> None:
    given = [phone.number for phone in composer.compose(response, turn(locale=locale)).phones]
    assert given == ([number] if number else [])


DIALLED = [
    ("03-5246-9022", "tel:+81-3-5246-9022"),
    ("0120-0178-26", "tel:+81-120-0178-26"),
]


@pytest.mark.parametrize(("number", "uri"), DIALLED)
def test_a_telephone_number_is_dialled_from_anywhere(number: str, uri: str) -> None:
    assert Phone("Ward", number).as_dict() == {"label": "Ward", "number": number, "tel": uri}
