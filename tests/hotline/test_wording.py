"""The answer in words, in every language and every situation."""

from __future__ import annotations

import re
from itertools import product

import pytest

from madoguchi.hotline.lexicon import Vocabulary
from madoguchi.hotline.mention import find_mention
from madoguchi.hotline.phrases import Phrases
from madoguchi.hotline.report import clock_face, report
from madoguchi.hotline.schedule import Schedule
from madoguchi.hotline.wording import word

from .conftest import CONTENT, at

LOCALES = sorted(path.stem for path in (CONTENT / "hours").glob("*.yml"))

ASKED = [
    "",
    "今",
    "今日",
    "明日",
    "日曜日",
    "日曜の18時",
    "土曜の10時",
    "平日",
    "平日の夜9時",
    "祝日",
    "毎週土曜",
]
ASKED += [
    "勤労感謝の日",
    "振替休日",
    "国民の休日",
    "年末年始",
    "大晦日",
    "元日",
    "月曜日",
    "19時",
    "8時",
    "2030年5月5日",
]
ASKED += ["1990年5月5日", "今日の8時"]

MOMENTS = ["2026-11-25 08:00", "2026-11-25 12:00", "2026-11-28 18:00", "2026-12-28 21:00", "2027-01-01 12:00"]

SITUATIONS = list(product(LOCALES, ASKED))


def said(
    text: str,
    now: str,
    locale: str,
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    phrases: dict[str, Phrases],
) -> str:
    mention = find_mention(text, vocabularies["ja"], at(now))
    return word(mention, schedule, phrases[locale], locale, at(now))


def sentences(answer: str) -> list[str]:
    return [part for part in re.split(r"(?<=[。.])", answer) if part.strip()]


def times_in(sentence: str) -> list[str]:
    return re.findall(r"\d+:\d\d", sentence)


@pytest.mark.parametrize(("locale", "text"), SITUATIONS)
def test_an_answer_is_short_and_complete_and_has_no_open_placeholder(
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    phrases: dict[str, Phrases],
    locale: str,
    text: str,
) -> None:
    for now in MOMENTS:
        answer = said(text, now, locale, vocabularies, schedule, phrases)
        assert len(answer) < 400, now
        assert 2 <= len(sentences(answer)) <= 4, now
        assert not re.search(r"[{}]|None|\s\s", answer), now


@pytest.mark.parametrize(("locale", "text"), SITUATIONS)
def test_the_first_sentence_tells_the_hours_of_the_asked_day(
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    phrases: dict[str, Phrases],
    locale: str,
    text: str,
) -> None:
    for now in MOMENTS:
        first = sentences(said(text, now, locale, vocabularies, schedule, phrases))[0]
        asked = report(find_mention(text, vocabularies["ja"], at(now)), schedule, at(now))
        assert times_in(first) == [clock_face(edge) for edge in (asked.open, asked.close) if edge], now


EXACT = [
    # Japanese, as a clerk at the counter says it
    (
        "ja",
        "日曜日",
        "2026-11-25 12:00",
        "日曜日（11月29日）は9:30から17:30までです。ただいま受付中で、20:00までお電話いただけます。",
    ),
    (
        "ja",
        "日曜の18時",
        "2026-11-25 12:00",
        "日曜日（11月29日）は9:30から17:30までです。18:00は受付時間外です。11月30日（月）の9:30からお電話を受け付けます。",
    ),
    (
        "ja",
        "勤労感謝の日",
        "2026-11-20 12:00",
        "11月23日（月）は祝日（勤労感謝の日）のため、9:30から17:30までです。"
        "ただいま受付中で、20:00までお電話いただけます。",
    ),
    # a coming Sunday that falls on 3 January is closed, and the answer says why
    (
        "en",
        "日曜日",
        "2026-12-28 12:00",
        "On Sunday, January 3, the call centre is closed for the year-end and New Year holidays "
        "(December 29 to January 3). You can call from 9:30 on Monday, January 4.",
    ),
    # a class is spoken of as a class
    (
        "zh-Hant",
        "祝日",
        "2026-11-25 12:00",
        "日本的國定假日的服務時間是9:30至17:30。現在正在服務中，20:00前都可以來電。",
    ),
    # a public holiday on a weekday that was asked for by its name
    (
        "ko",
        "月曜日",
        "2026-11-20 12:00",
        "월요일(11월 23일)은 공휴일(근로감사의 날)이므로 9:30부터 17:30까지입니다. "
        "지금 전화 상담이 가능하며, 20:00까지 접수합니다.",
    ),
    # no day asked for: today, now, and the week
    (
        "es",
        "",
        "2026-11-25 21:00",
        "Hoy, miércoles 25 de noviembre, se atiende de 9:30 a 20:00. En este momento no se atiende. "
        "Puede llamar mañana, jueves 26 de noviembre, a partir de las 9:30. "
        "El horario es de 9:30 a 20:00 de lunes a viernes "
        "y de 9:30 a 17:30 los sábados, domingos y feriados, excepto en las fiestas de fin de año "
        "(del 29 de diciembre al 3 de enero).",
    ),
]


@pytest.mark.parametrize(("locale", "text", "now", "expected"), EXACT)
def test_an_answer_reads_as_a_clerk_would_say_it(
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    phrases: dict[str, Phrases],
    locale: str,
    text: str,
    now: str,
    expected: str,
) -> None:
    assert said(text, now, locale, vocabularies, schedule, phrases) == expected


WEEKLY = [
    # the whole week follows only where no day was asked for
    ("", True),
    ("19時", True),
    ("今日", False),
    ("日曜日", False),
    ("平日", False),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("text", "has_week"), WEEKLY)
def test_the_week_follows_where_no_day_was_asked_for(
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    phrases: dict[str, Phrases],
    locale: str,
    text: str,
    has_week: bool,
) -> None:
    answer = said(text, "2026-11-25 12:00", locale, vocabularies, schedule, phrases)
    assert (times_in(sentences(answer)[-1]) == ["9:30", "20:00", "9:30", "17:30"]) is has_week
