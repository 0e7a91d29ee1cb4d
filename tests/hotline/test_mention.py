"""Which day and time a message means: a table for each language in `mentions/`, and what all share.

A row says `kind`, the date or the class of days, and the time: `weekday_name 2026-11-29 18:00`.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from madoguchi.hotline.lexicon import Vocabulary
from madoguchi.hotline.mention import Mention, find_mention

from .conftest import CONTENT, WEDNESDAY_NOON, at

TABLES = Path(__file__).parent / "mentions"
LANGUAGES = sorted(path.stem for path in (CONTENT / "calendar").glob("*.yml"))


def rows() -> list[tuple[str, str, str]]:
    tables = {path.stem: YAML(typ="safe", pure=True).load(path) for path in sorted(TABLES.glob("*.yml"))}
    return [(language, text, expected) for language, table in tables.items() for text, expected in table.items()]


ROWS = rows()


def told(mention: Mention | None) -> str:
    if mention is None:
        return "nothing"
    day = mention.date.isoformat() if mention.date else mention.day_class if mention.kind == "class" else None
    time = mention.time.strftime("%H:%M") if mention.time else None
    return " ".join(part for part in (mention.kind, day, time) if part)


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_a_message_means_the_day_and_time_of_its_row(
    vocabularies: dict[str, Vocabulary], language: str, text: str, expected: str
) -> None:
    assert told(find_mention(text, vocabularies[language], WEDNESDAY_NOON)) == expected


def test_every_language_has_a_table_of_forty_rows_or_more() -> None:
    counts = {language: sum(row[0] == language for row in ROWS) for language in LANGUAGES}
    assert {language for language, count in counts.items() if count >= 40} == set(LANGUAGES)


SPANS = [
    # the words of the day and of the time, as they stand in the message
    ("ja", "すみません、日曜の１８時半は?", "日曜", "１８時半"),
    ("ja", "日曜日(11月29日)は?", "日曜日(11月29日", None),
    ("ja", "１１月２９日の午後６時", "１１月２９日", "午後６時"),
    ("en", "Can I call next Sunday, 7:30 p.m. maybe?", "next Sunday", "7:30 p.m."),
    ("zh", "請問禮拜天晚上七點半有人嗎", "禮拜天", "晚上七點半"),
    ("ko", "오후 5시 반 넘으면 일요일엔 안 받죠?", "일요일", "오후 5시 반"),
    ("es", "¿Atienden el sábado por la tarde, 6 p. m.?", "el sábado", "6 p. m."),
    ("pt", "Amanhã, 19h30, dá?", "Amanhã", "19h30"),
    # signs that take more room once folded do not move what follows
    ("ja", "㍻の件、㈱の者です。ｶﾞ...１２月１日", "１２月１日", None),
]


@pytest.mark.parametrize(("language", "text", "day", "time"), SPANS)
def test_spans_stand_where_the_words_stand(
    vocabularies: dict[str, Vocabulary], language: str, text: str, day: str, time: str | None
) -> None:
    mention = find_mention(text, vocabularies[language], WEDNESDAY_NOON)
    assert mention is not None
    assert mention.day_span is not None
    assert text[slice(*mention.day_span)] == day
    assert (text[slice(*mention.time_span)] if mention.time_span else None) == time


SAME_DAY = [
    # on a Wednesday: a bare name counts today, "next" does not, "next week" is after Sunday
    ("水曜日", "2026-11-25"),
    ("次の水曜日", "2026-12-02"),
    ("来週の水曜日", "2026-12-02"),
    ("Wednesday", "2026-11-25"),
    ("next Wednesday", "2026-12-02"),
    ("este miércoles", "2026-11-25"),
    ("próximo miércoles", "2026-12-02"),
]


@pytest.mark.parametrize(("text", "expected"), SAME_DAY)
def test_today_counts_for_a_bare_weekday_and_not_for_the_next(
    vocabularies: dict[str, Vocabulary], text: str, expected: str
) -> None:
    mention = find_mention(text, vocabularies["ja"], WEDNESDAY_NOON)
    assert mention is not None
    assert mention.date == date.fromisoformat(expected)


SEASONS = [
    # from a Sunday: next week begins tomorrow
    ("来週の日曜", "2026-11-29 10:00", "2026-12-06"),
    ("次の日曜", "2026-11-29 10:00", "2026-12-06"),
    ("来週の月曜", "2026-11-29 10:00", "2026-11-30"),
    # over New Year, and today itself
    ("1月3日", "2026-12-31 10:00", "2027-01-03"),
    ("12月31日", "2026-12-31 10:00", "2026-12-31"),
    ("元日", "2027-01-01 10:00", "2027-01-01"),
    ("31日", "2026-11-25 10:00", "2026-12-31"),
    # leap days
    ("2月29日", "2027-03-01 10:00", "2028-02-29"),
    ("明日", "2028-02-28 10:00", "2028-02-29"),
]


@pytest.mark.parametrize(("text", "now", "expected"), SEASONS)
def test_dates_are_counted_from_today(vocabularies: dict[str, Vocabulary], text: str, now: str, expected: str) -> None:
    mention = find_mention(text, vocabularies["ja"], at(now))
    assert mention is not None
    assert mention.date == date.fromisoformat(expected)


def test_tomorrow_is_counted_in_japan_wherever_the_server_stands(vocabularies: dict[str, Vocabulary]) -> None:
    evening = datetime(2026, 11, 25, 16, 0, tzinfo=timezone.utc)
    mention = find_mention("tomorrow", vocabularies["en"], evening)
    assert mention is not None
    assert mention.date == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["11月31日", "2027年2月29日", "九九月九九日", "0/0", "", " ", "1" * 2000, "-" * 2000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_is_found_where_there_is_none(vocabularies: dict[str, Vocabulary], language: str, text: str) -> None:
    mention = find_mention(text, vocabularies[language], WEDNESDAY_NOON)
    assert mention is None
