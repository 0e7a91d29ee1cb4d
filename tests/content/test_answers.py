"""What the bot says, in every language: complete, short, and resting on the page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from madoguchi.content import Content, load
from madoguchi.content.check import missing_facts
from madoguchi.hotline import HoursDesk
from tests.conftest import CONTENT, LOCALES, WEDNESDAY_NOON

INTENTS = sorted(load(CONTENT).intents)
HOURS = "hotline_hours"
SENTENCE_END = re.compile(r"[。！？]|[.!?](?=\s|$)")


def text_of(content: Content, desk: HoursDesk, intent: str, locale: str) -> str:
    """The answer; that about the hours as it is where no day is asked for."""
    if intent == HOURS:
        return desk.answer("", locale, WEDNESDAY_NOON, None)[1]
    return content.answer(intent, locale).text or ""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("intent", INTENTS)
def test_every_fact_of_the_catalogue_is_stated(content: Content, desk: HoursDesk, intent: str, locale: str) -> None:
    said = text_of(content, desk, intent, locale)
    assert content.intents[intent].facts
    assert missing_facts(content, intent, locale, said) == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("intent", INTENTS)
def test_an_answer_is_a_few_sentences_with_nothing_left_to_fill_in(
    content: Content, desk: HoursDesk, intent: str, locale: str
) -> None:
    said = text_of(content, desk, intent, locale)
    assert 1 <= len(SENTENCE_END.findall(said)) <= 6
    answer = content.answer(intent, locale)
    assert not re.search(r"[{}]", f"{said}{answer.title}{answer.more}")
    assert said == said.strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_fact_left_out_is_missed(content: Content, locale: str) -> None:
    assert missing_facts(content, "ward_contact", locale, "") == content.intents["ward_contact"].facts


@pytest.mark.parametrize("intent", INTENTS)
def test_a_source_names_the_passages_and_the_page_they_stand_on(content: Content, intent: str) -> None:
    source = content.source(intent)
    assert source["passages"] == content.intents[intent].passages
    assert set(source["passages"]) <= content.passages.keys()
    assert source["page"] == content.facts.page.id
    assert date.fromisoformat(source["updated"]) == content.facts.page.updated


LINES = [
    # each language is given the line that speaks it (passages P24, P25)
    ("ja", "hotline_japanese"),
    ("en", "hotline_foreign"),
    ("zh-Hans", "hotline_foreign"),
    ("zh-Hant", "hotline_foreign"),
    ("ko", "hotline_foreign"),
    ("es", "hotline_foreign"),
    ("pt", "hotline_foreign"),
]


@pytest.mark.parametrize(("locale", "line"), LINES, ids=LOCALES)
def test_the_hotline_of_a_text_is_the_one_that_speaks_its_language(content: Content, locale: str, line: str) -> None:
    assert content.fill("{hotline}", locale) == getattr(content.facts.phones, line)


DATES = [
    ("ja", "2022年8月12日"),
    ("en", "August 12, 2022"),
    ("zh-Hans", "2022年8月12日"),
    ("zh-Hant", "2022年8月12日"),
    ("ko", "2022년 8월 12일"),
    ("es", "12 de agosto de 2022"),
    ("pt", "12 de agosto de 2022"),
]


@pytest.mark.parametrize(("locale", "written"), DATES, ids=LOCALES)
def test_the_date_of_the_page_is_written_as_its_readers_write_dates(
    content: Content, locale: str, written: str
) -> None:
    assert content.facts.page.updated == date(2022, 8, 12)
    assert content.fill("{page_updated}", locale) == written


CHOSEN = [
    # language, script, locale
    ("ja", None, "ja"),
    ("pt", None, "pt"),
    ("zh", None, "zh-Hans"),
    ("zh", "Hans", "zh-Hans"),
    ("zh", "Hant", "zh-Hant"),
    # a script that the language is not written in
    ("zh", "Latn", "zh-Hans"),
    ("ko", "Hant", "ko"),
]


@pytest.mark.parametrize(("language", "script", "locale"), CHOSEN)
def test_a_language_and_its_script_make_a_locale(
    content: Content, language: str, script: str | None, locale: str
) -> None:
    assert content.locale(language, script) == locale


def test_the_locales_are_those_of_the_languages_in_their_order(content: Content) -> None:
    assert list(content.locales) == list(LOCALES)
    assert content.locales["zh-Hant"] == "zh"
