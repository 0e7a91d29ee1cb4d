"""Handing off: why, to which number, and whether it is answered now."""

from __future__ import annotations

import re

import pytest

from madoguchi.content import Content, load
from madoguchi.hotline import HoursDesk
from madoguchi.replies import Composer
from madoguchi.replies.handoff import Handoff
from tests.conftest import CONTENT, LOCALES, at

from .conftest import PHONE, turn

TOPICS = sorted(next(iter(load(CONTENT).outside.values())))


@pytest.fixture(scope="module")
def handoff(content: Content, desk: HoursDesk) -> Handoff:
    return Handoff(content, desk)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_near_topic_is_named_in_the_residents_language(
    content: Content, composer: Composer, topic: str, locale: str
) -> None:
    near = content.outside[locale][topic]
    reply = composer.compose("utter_out_of_scope", turn(f"{near.words[0]}?", locale))
    expected = content.fill(content.interfaces[locale].handoff.near, locale, topic=near.name)
    assert reply.text.startswith(expected + "\n")
    assert reply.handoff == "near_topic"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_topic_leads_to_a_topic(content: Content, handoff: Handoff, locale: str) -> None:
    words = [word for topic in content.outside[locale].values() for word in topic.words]
    assert [word for word in words if handoff.topic(word) is None] == []


FAR = [
    ("ja", "明日の天気は？"),
    ("en", "Who won the football match?"),
    ("zh-Hans", "今天天气怎么样"),
    ("zh-Hant", "今天天氣如何"),
    ("ko", "오늘 날씨 어때요"),
    ("es", "¿Qué tiempo hace hoy?"),
    ("pt", "Quem ganhou o jogo?"),
]


@pytest.mark.parametrize(("locale", "text"), FAR, ids=LOCALES)
def test_a_far_topic_is_refused(content: Content, composer: Composer, locale: str, text: str) -> None:
    reply = composer.compose("utter_out_of_scope", turn(text, locale))
    assert reply.text.startswith(content.interfaces[locale].handoff.far)
    assert reply.handoff == "out_of_scope"


FOUND = [
    # in any width and case, and by a word of another language than the conversation's
    ("ＰＡＳＳＰＯＲＴ", "passport"),
    ("My PASSPORT expired", "passport"),
    ("ﾊﾟｽﾎﾟｰﾄ", "passport"),
    ("passport 更新", "passport"),
    # Latin words count at their start only
    ("discard", None),
    ("cards", "card"),
    # nothing near
    ("hello", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "topic"), FOUND, ids=[row[0] or "nothing" for row in FOUND])
def test_a_topic_is_known_by_its_words(handoff: Handoff, text: str, topic: str | None) -> None:
    assert handoff.topic(text) == topic


REASONS = [
    ("utter_human_handoff", "asked_for_a_person", "human"),
    ("utter_not_helpful", "not_helpful", "not_helpful"),
    ("utter_none_of_these", "none_of_these", "not_understood"),
    ("utter_nlu_fallback", "not_understood", "not_understood"),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("response", "reason", "said"), REASONS, ids=[row[1] for row in REASONS])
def test_each_reason_has_its_own_words_and_both_telephones(
    content: Content, composer: Composer, response: str, reason: str, said: str, locale: str
) -> None:
    reply = composer.compose(response, turn("...", locale))
    numbers = [content.fields(locale)["hotline"], content.facts.phones.ward_phone]
    assert reply.text.startswith(getattr(content.interfaces[locale].handoff, said))
    assert reply.handoff == reason
    assert PHONE.findall(reply.text) == [phone.number for phone in reply.phones] == numbers


def test_what_was_not_understood_but_is_near_is_named(composer: Composer) -> None:
    reply = composer.compose("utter_nlu_fallback", turn("passport"))
    assert reply.handoff == "near_topic"


@pytest.mark.parametrize("locale", LOCALES)
def test_guesses_are_offered_before_the_telephone(content: Content, composer: Composer, locale: str) -> None:
    reply = composer.compose("utter_nlu_fallback", turn(locale=locale, guesses=("hotline_cost", "page_source")))
    assert reply.text == content.interfaces[locale].did_you_mean
    assert reply.handoff is None
    assert [(one.title, one.payload) for one in reply.quick_replies] == [
        (content.answer("hotline_cost", locale).title, "/hotline_cost"),
        (content.answer("page_source", locale).title, "/page_source"),
        (content.interfaces[locale].none_of_these, "/none_of_these"),
    ]


MOMENTS = [
    # the last minute of a weekday and the next, a Saturday, a Sunday, and the year's end
    ("2026-11-25 09:29", None, "9:30"),
    ("2026-11-25 09:30", "20:00", None),
    ("2026-11-25 19:59", "20:00", None),
    ("2026-11-25 20:00", None, "9:30"),
    ("2026-11-28 17:29", "17:30", None),
    ("2026-11-29 17:30", None, "9:30"),
    ("2026-11-23 18:00", None, "9:30"),
    ("2026-12-31 12:00", None, "9:30"),
    ("2027-01-04 09:30", "20:00", None),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("now", "closes", "opens"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_it_says_whether_the_telephone_is_answered_now(
    content: Content, composer: Composer, now: str, closes: str | None, opens: str | None, locale: str
) -> None:
    reply = composer.compose("utter_human_handoff", turn(locale=locale, now=at(now)))
    status = reply.text.splitlines()[3]
    said = content.interfaces[locale].handoff
    opened = re.escape(said.open.format(close=closes))
    closed = re.escape(said.closed).replace(r"\{next\}", f".*{opens}.*")
    assert re.fullmatch(opened if closes else closed, status)
    assert reply.hours
    assert reply.hours["is_open"] is bool(closes)


NEXT_DAYS = [
    ("ja", "2026-12-31 12:00", "1月4日"),
    ("ja", "2026-12-01 07:14", "本日の9:30"),
    ("en", "2026-12-01 07:14", "from 9:30 today"),
    ("zh-Hant", "2026-12-01 07:14", "今天9:30起"),
    ("es", "2026-11-25 20:00", "mañana, jueves 26 de noviembre, a partir de las 9:30"),
    ("en", "2026-12-31 12:00", "Monday, January 4"),
    ("ko", "2026-11-29 17:30", "11월 30일"),
    ("pt", "2026-11-25 20:00", "26 de novembro"),
]


@pytest.mark.parametrize(("locale", "now", "day"), NEXT_DAYS)
def test_a_closed_telephone_says_when_it_opens(composer: Composer, locale: str, now: str, day: str) -> None:
    assert day in composer.compose("utter_human_handoff", turn(locale=locale, now=at(now))).text
