"""What survives the gate, and what nothing survives of."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.privacy import Gate
from madoguchi.privacy.view import view

from .conftest import FACTS

GATE = Gate(FACTS)

CLEAN = [
    # dates
    "2026/11/23", "2026-11-23", "11月23日", "23/11/2026", "2026. 11. 23.", "20261123から", "12/31は?",
    "R8.11.23", "2026年11月23日", "November 5, 2026", "dia 29/12 abre?", "11/2026", "2026-11-23 09:30",
    # hours
    "9:30", "20:00", "9:30-20:00", "月-金 9:30〜20:00、土日 9:30〜17:30", "9時30分", "19h30", "10-17時",
    "9h30-20h00", "9.30-20.00", "20.00 h", "12/29〜1/3",
    "24/7",
    # years
    "2016年", "2026 ou 2027", "2022년 정보예요?", "in 2018 and 2020", "2024 and 2025 and 2026",
    "二〇二六年", "２０２７年",
    # small numbers
    "1人1つ", "12桁", "12 digits?", "100万円", "3人と5人", "1, 2, 3", "P26", "tem 3 filhos de 8 e 15 anos",
    # kanji and Hangul that are numerals and words at once
    "一人一番号", "이 사이 일이 있어요", "八百屋", "三日坊主",
    # the page's facts, in many spellings
    "0120-95-0178", "0120 95 0178", "0120950178", "０１２０９５０１７８", "０１２０ー９５ー０１７８",
    "01 20 95 01 78", "tel0120950178です", "(03)5246-9022", "+81-3-5246-9022", "+81 (0)3 5246 9022",
    "0120-95-0178/0120-0178-26", "0120-95-0178 9:30-20:00", "ページ番号724012548",
    "+81120950178", "03-5246-1039, 2026/11/23",
    "0120-95-0178 24時間", "0120は無料?", "03-5246から始まる?",
    # o that is a word, or an ordinal's
    "3 o 4 personas", "o 10o dia", "1o, 2o e 3o",
    # facts in words, and a word of numerals
    "공일이공은 무료?", "〇一二〇は無料?", "사이사이에", "영일이공구오공일칠팔",
    # a resident's own brackets, and no digits at all
    "⟦my_number⟧", "⟦⟧", "", "マイナンバーって何?",
]  # fmt: skip


@pytest.mark.parametrize("written", CLEAN)
def test_what_the_bot_has_a_use_for_survives_as_it_was_written(gate: Gate, written: str) -> None:
    assert gate.mask(written).text == written


def test_what_is_kept_is_not_folded(gate: Gate) -> None:
    assert gate.mask("ﾏｲﾅﾝﾊﾞｰ①は１２３４５６７８９０１８、㍻").text == "ﾏｲﾅﾝﾊﾞｰ①は⟦my_number⟧、㍻"


def test_no_digit_is_left_of_a_message_of_hundreds(gate: Gate) -> None:
    assert not re.search("[0-9]", gate.mask("0120-95-0178 is 1, " * 20).text)


def test_a_gate_without_facts_keeps_no_number() -> None:
    assert Gate([]).mask("0120-95-0178").text == "⟦phone_number⟧"


@given(st.text())
def test_the_view_is_as_long_as_the_text(text: str) -> None:
    assert len(view(text)) == len(text)


@given(st.text(alphabet=st.characters(exclude_categories=["N"], exclude_characters="@")))
def test_text_without_numerals_passes_untouched(text: str) -> None:
    without_kanji = re.sub("[一-龠〇○◯가-힣]", "", text)
    assert GATE.mask(without_kanji).text == without_kanji


LEADS = {"0120"}
MY_NUMBERS = st.sampled_from(["123456789018", "900000000010", "314159265352", "202763539441"]) | st.from_regex(
    "[0-9]{12}", fullmatch=True
)
GROUPINGS = [(12,), (6, 6), (4, 4, 4), (3, 3, 3, 3), (2,) * 6, (1,) * 12, (4, 8), (2, 3, 7)]
SIGNS = [
    *" \u00a0\u3000\u2009\t\n-‐‑‒–—―−ー－ｰ~〜～./／・·･_＿,，、:：",
    *(" - ", ") (", "」「", "\r\n", "\n\n", ", "),
]
DIGITS = [
    *("0123456789", "０１２３４５６７８９"),
    *("〇一二三四五六七八九", "零壱弐参四五六七八九", "공일이삼사오육칠팔구"),
]
AROUND = ["", "は", "です", "abc", "번호", "号码", " é ", "(", "。", "：", "\n", "ー", "#"]
SPANS = st.builds(
    lambda number, groups, sign, digits: sign.join(
        "".join(digits[int(digit)] for digit in number[sum(groups[:index]) : sum(groups[: index + 1])])
        for index in range(len(groups))
    ),
    MY_NUMBERS,
    st.sampled_from(GROUPINGS),
    st.sampled_from(SIGNS),
    st.sampled_from(DIGITS),
)


@given(SPANS, st.sampled_from(AROUND), st.sampled_from(AROUND))
def test_a_my_number_in_any_notation_is_masked_whole(spelt: str, before: str, after: str) -> None:
    masked = GATE.mask(f"{before}{spelt}{after}")
    assert masked.text == f"{before}⟦my_number⟧{after}"


@given(MY_NUMBERS, st.lists(st.sampled_from(["", *SIGNS]), min_size=11, max_size=11), st.data())
def test_mixed_signs_and_widths_hide_nothing(number: str, signs: list[str], data: st.DataObject) -> None:
    widths = data.draw(st.lists(st.sampled_from(DIGITS[:2]), min_size=12, max_size=12))
    digits = [width[int(digit)] for digit, width in zip(number, widths, strict=True)]
    spelt = "".join(digit + sign for digit, sign in zip(digits, [*signs, ""], strict=True))
    assert GATE.mask(f"番号は{spelt}です").text == "番号は⟦my_number⟧です"


@given(
    st.lists(SPANS, min_size=1, max_size=3),
    st.sampled_from(FACTS),
    st.sampled_from([" と ", "\nand\n", "、番号"]),
)
def test_several_numbers_go_and_the_hotline_between_them_stays(spelt: list[str], fact: str, words: str) -> None:
    masked = GATE.mask(words.join([fact, *spelt, fact]))
    assert masked.text == words.join([fact, *["⟦my_number⟧"] * len(spelt), fact])


@given(MY_NUMBERS, st.sampled_from([" then ", "、次は", " e depois ", "하고 "]))
def test_nothing_is_left_of_a_number_told_in_thirds(number: str, words: str) -> None:
    thirds = {number[:4], number[4:8], number[8:]} - LEADS
    masked = GATE.mask(words.join([number[:4], number[4:8], number[8:]]))
    assert not [third for third in thirds if third in masked.text]


@given(SPANS, st.sampled_from(["12/10 ", "1a", "2027-", "〒1", "x@1"]))
def test_nothing_is_left_of_a_flood_nor_of_a_number_beside_it(spelt: str, part: str) -> None:
    masked = GATE.mask(f"{spelt} と、{part * 201} と、{spelt}。安全ですか")
    assert not GATE.mask(masked.text).found
    assert masked.text.endswith("。安全ですか")
    assert set(re.findall("⟦[^⟧]*⟧", masked.text)) <= {"⟦my_number⟧", "⟦stray_digits⟧"}
    assert not re.search(r"\d|[〇一二三四五六七八九일이삼]{2}", masked.text)


@pytest.mark.parametrize(("fact", "sign"), list(product(FACTS, ["", "-", " ", "－", "・", "ー"])))
def test_a_fact_survives_whatever_stands_between_its_groups(gate: Gate, fact: str, sign: str) -> None:
    written = f"電話は{fact.replace('-', sign)}です"
    assert gate.mask(written).text == written


@given(st.text(alphabet=st.sampled_from("0123456789０一二이삼oO-/. 、年月:@aが\n")) | SPANS)
def test_nothing_is_found_in_what_was_masked(text: str) -> None:
    """Or the store's own wall would refuse a turn that came through the gate."""
    assert not GATE.mask(GATE.mask(text).text).found
