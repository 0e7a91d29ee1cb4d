"""What is reported about the asked day and moment."""

from __future__ import annotations

import pytest

from madoguchi.hotline.lexicon import Vocabulary
from madoguchi.hotline.mention import find_mention
from madoguchi.hotline.report import report
from madoguchi.hotline.schedule import Schedule

from .conftest import at

Row = tuple[str, str, str, "str | None", "str | None", bool, str, str]

ROWS: list[Row] = [
    # nothing asked: today and now, before, within and after the hours
    ("", "2026-11-25 08:00", "2026-11-25", "9:30", "20:00", False, "weekday", "2026-11-25T09:30:00+09:00"),
    ("", "2026-11-25 12:00", "2026-11-25", "9:30", "20:00", True, "weekday", "2026-11-26T09:30:00+09:00"),
    ("", "2026-11-25 20:00", "2026-11-25", "9:30", "20:00", False, "weekday", "2026-11-26T09:30:00+09:00"),
    (
        "今日",
        "2026-11-25 20:00",
        "2026-11-25",
        "9:30",
        "20:00",
        False,
        "weekday",
        "2026-11-26T09:30:00+09:00",
    ),
    # today at a time
    ("19時", "2026-11-25 12:00", "2026-11-25", "9:30", "20:00", True, "weekday", "2026-11-26T09:30:00+09:00"),
    (
        "今日の21時",
        "2026-11-25 12:00",
        "2026-11-25",
        "9:30",
        "20:00",
        False,
        "weekday",
        "2026-11-26T09:30:00+09:00",
    ),
    # another day, as a whole and at a time
    (
        "日曜日",
        "2026-11-25 12:00",
        "2026-11-29",
        "9:30",
        "17:30",
        True,
        "sunday",
        "2026-11-26T09:30:00+09:00",
    ),
    (
        "日曜の17時半",
        "2026-11-25 12:00",
        "2026-11-29",
        "9:30",
        "17:30",
        False,
        "sunday",
        "2026-11-30T09:30:00+09:00",
    ),
    (
        "日曜の17時29分",
        "2026-11-25 12:00",
        "2026-11-29",
        "9:30",
        "17:30",
        True,
        "sunday",
        "2026-11-26T09:30:00+09:00",
    ),
    (
        "文化の日",
        "2026-10-30 12:00",
        "2026-11-03",
        "9:30",
        "17:30",
        True,
        "holiday",
        "2026-10-31T09:30:00+09:00",
    ),
    # the year-end
    ("大晦日", "2026-11-25 12:00", "2026-12-31", None, None, False, "year_end", "2027-01-04T09:30:00+09:00"),
    (
        "年末年始",
        "2026-11-25 12:00",
        "2026-12-29",
        None,
        None,
        False,
        "year_end",
        "2027-01-04T09:30:00+09:00",
    ),
    (
        "年末年始",
        "2027-01-02 12:00",
        "2027-01-02",
        None,
        None,
        False,
        "year_end",
        "2027-01-04T09:30:00+09:00",
    ),
    ("日曜日", "2026-12-28 12:00", "2027-01-03", None, None, False, "year_end", "2027-01-04T09:30:00+09:00"),
    # classes: the next such day; today's hour says nothing about the class
    ("平日", "2026-11-28 21:00", "2026-11-30", "9:30", "20:00", True, "weekday", "2026-11-29T09:30:00+09:00"),
    ("平日", "2026-11-25 21:00", "2026-11-25", "9:30", "20:00", True, "weekday", "2026-11-26T09:30:00+09:00"),
    (
        "週末",
        "2026-11-25 12:00",
        "2026-11-28",
        "9:30",
        "17:30",
        True,
        "saturday",
        "2026-11-26T09:30:00+09:00",
    ),
    ("祝日", "2026-11-25 12:00", "2027-01-11", "9:30", "17:30", True, "holiday", "2026-11-26T09:30:00+09:00"),
    (
        "毎週日曜の18時",
        "2026-12-28 12:00",
        "2027-01-10",
        "9:30",
        "17:30",
        False,
        "sunday",
        "2027-01-11T09:30:00+09:00",
    ),
]


@pytest.mark.parametrize(
    ("text", "now", "day", "opens", "closes", "is_open", "rule", "next_open"),
    ROWS,
    ids=[f"{row[0]}-{row[1]}" for row in ROWS],
)
def test_a_report_tells_the_hours_of_the_asked_day_and_whether_the_moment_is_open(
    vocabularies: dict[str, Vocabulary],
    schedule: Schedule,
    text: str,
    now: str,
    day: str,
    opens: str | None,
    closes: str | None,
    is_open: bool,
    rule: str,
    next_open: str,
) -> None:
    mention = find_mention(text, vocabularies["ja"], at(now))
    assert report(mention, schedule, at(now)).as_dict() == {
        "date": day,
        "open": opens,
        "close": closes,
        "is_open": is_open,
        "rule": rule,
        "next_open": next_open,
    }
