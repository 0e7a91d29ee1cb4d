"""Which script, and whose characters."""

from __future__ import annotations

import pytest

from madoguchi.language.script import only_in, script_of

SCRIPTS = [
    # simplified, traditional, and what both write
    ("电话号码", "Hans"),
    ("電話號碼", "Hant"),
    ("个人编号是什么", "Hans"),
    ("個人編號是什麼", "Hant"),
    ("中文", None),
    ("你好", None),
    # the more of the two counts, a draw does not
    ("请问电话", "Hans"),
    ("請問電話号", "Hant"),
    ("电電", None),
    # Latin letters, digits and emoji have no say
    ("My Number 怎么办理?", "Hans"),
    ("LINE上可以問嗎 🙏 123", "Hant"),
    ("hello", None),
    ("123 😀", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "script"), SCRIPTS, ids=[row[0] or "nothing" for row in SCRIPTS])
def test_chinese_is_simplified_or_traditional(text: str, script: str | None) -> None:
    assert script_of(text) == script


COUNTRIES = [
    # characters that one country alone writes today
    ("営業", {"ja"}),
    ("東京都の県", {"ja"}),
    ("请问", {"zh"}),
    ("電話號碼", {"zh"}),
    ("您好", {"zh"}),
    # what both write, though it be traditional
    ("電話番号", {"ja"}),
    ("住民票", set()),
    ("電話", set()),
    # both in one message
    ("営業时间", {"ja", "zh"}),
    # no Han characters
    ("マイナンバー", set()),
    ("마이넘버", set()),
    ("My Number", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "countries"), COUNTRIES, ids=[row[0] or "nothing" for row in COUNTRIES])
def test_some_characters_are_of_one_country_alone(text: str, countries: set[str]) -> None:
    assert only_in(text) == countries
