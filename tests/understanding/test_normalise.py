"""One form for what residents write in many."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.understanding.normalise import normalise

FORMS = [
    # width and case
    ("ＭＹ　ＮＵＭＢＥＲ", "my number"),
    ("ﾏｲﾅﾝﾊﾞｰ", "まいなんばー"),
    ("Straße", "strasse"),
    # accents of Latin letters, composed or not, but not the marks of kana and hangul
    ("Horário", "horario"),
    ("informação", "informacao"),
    ("an\u0303o", "ano"),
    ("ガギ", "がぎ"),
    ("か\u3099", "が"),
    ("한국어", "한국어"),
    # katakana becomes hiragana
    ("スペイン", "すぺいん"),
    ("ヴォ", "ゔぉ"),
    # traditional characters become simplified, and with them those of Japan
    ("電話號碼", "电话号码"),
    ("電話番号", "电话番号"),
    # a letter said three times and more is said twice
    ("holaaaaa", "holaa"),
    ("やったーーーー", "やったーー"),
    ("aabb", "aabb"),
    # punctuation parts, and is nothing by itself
    ("¿Qué?", "que"),
    ("はい、そうです。", "はい そうです"),
    ("a...b", "a b"),
    ("！？", ""),
    # what was masked leaves no trace
    ("⟦my_number⟧です", "です"),
    ("あ⟦email⟧い", "あ い"),
    ("⟦my_number⟧", ""),
    # nothing stays nothing
    ("", ""),
    (" \u3000\n", ""),
    ("😀", "😀"),
]


@pytest.mark.parametrize(("written", "form"), FORMS, ids=[repr(row[0]) for row in FORMS])
def test_what_is_written_in_many_ways_has_one_form(written: str, form: str) -> None:
    assert normalise(written) == form


ALIKE = [
    ("電話番号は？", "電話番号は"),
    ("個人編號", "个人编号"),
    ("Número", "NUMERO"),
    ("まいなんばー", "ﾏｲﾅﾝﾊﾞｰ"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=[row[0] for row in ALIKE])
def test_spellings_of_the_same_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@settings(deadline=None, database=None)
@given(st.text(max_size=60))
def test_any_text_has_a_form_without_spaces_around_it(text: str) -> None:
    assert normalise(text) == normalise(text).strip()
