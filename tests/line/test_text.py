"""LINE's limits on texts and labels, at their edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.line.text import label, split, units, within
from tests.line.limits import graphemes

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "longest", "pieces"),
    [
        # what fits stays whole
        ("短い文。", 10, ["短い文。"]),
        ("a" * 10, 10, ["a" * 10]),
        ("", 10, []),
        # at the ends of sentences, in each script
        ("一つ目です。二つ目です。", 8, ["一つ目です。", "二つ目です。"]),
        ("One here. Two here.", 10, ["One here.", "Two here."]),
        ("你好！再见？", 4, ["你好！", "再见？"]),
        ("「はい。」と言う。", 6, ["「はい。」", "と言う。"]),
        ("first\nsecond", 7, ["first", "second"]),
        ("네. 아니요.", 5, ["네.", "아니요."]),
        # a point inside a number ends nothing
        ("About 1.5 of it. So.", 17, ["About 1.5 of it.", "So."]),
        # a sentence too long by itself is cut between characters
        ("a" * 11, 10, ["a" * 10, "a"]),
        # surrogate pairs count two, and are not cut
        ("😀" * 5, 10, ["😀" * 5]),
        ("😀" * 6, 10, ["😀" * 5, "😀"]),
        ("x" + "😀" * 5, 10, ["x" + "😀" * 4, "😀"]),
        # a family of four is one character of eleven units
        (FAMILY * 2, 12, [FAMILY, FAMILY]),
    ],
)
def test_a_text_is_cut_where_a_reader_would_cut_it(text: str, longest: int, pieces: list[str]) -> None:
    assert split(text, longest) == pieces


@given(st.text(st.sampled_from("あ。. !?\n😀é́ 漢字a") | st.characters(codec="utf-8"), max_size=200), st.integers(2, 40))
def test_no_piece_is_too_long_and_nothing_but_space_is_lost(text: str, longest: int) -> None:
    pieces = split(text, longest)
    assert all(0 < units(piece) <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 5000, "あ" * 5000, "😀" * 2500])
def test_five_thousand_units_are_one_message(text: str) -> None:
    assert split(text) == [text]
    assert len(split(text + "b")) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 19 + "…"),
        (FAMILY * 20, FAMILY * 20),
        (FAMILY * 21, FAMILY * 19 + "…"),
        ("が" * 20, "が" * 20),
        ("한국어" * 7, "한국어" * 6 + "한…"),
        ("two words that are too long", "two words that are…"),
    ],
)
def test_a_label_has_twenty_characters_as_a_reader_counts_them(text: str, shown: str) -> None:
    assert label(text) == shown
    assert graphemes(shown) <= 20


@pytest.mark.parametrize(
    ("text", "longest", "shown"), [("One. Two.", 9, "One. Two."), ("One. Two.", 8, "One.…"), ("abcdef", 4, "abc…")]
)
def test_what_is_too_long_ends_in_an_ellipsis(text: str, longest: int, shown: str) -> None:
    assert within(text, longest) == shown
