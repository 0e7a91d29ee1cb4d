"""Files that Excel opens right: no text in a cell is taken for a formula, and none hides what it is."""

from __future__ import annotations

import csv as standard
import io

import pytest

from review.site import csv
from review.site.controls import visible
from review.site.csv import cell, is_formula

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example","見る")',
    "+81 3 1234 5678",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
    "\nx",
    # in full width, which input methods make
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    # small and raised forms
    "﹦1",
    "⁺1",
    # behind what a program may skip
    " =1",
    "　＝1",
    "\ufeff=1",
    "\u200b=1",
    "\u202e=1",
    "\u00a0=1",
    "\x00=1",
    "\x1b=1",
]
TEXTS = ["電話は何時まで", "a=b", "1-2", "me@example.com", "'=1", '"=1', "", "。=", "ー", "・", "1+1は", "〜=", "#REF!"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert cell(text) == "'" + visible(text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


VALUES = [(None, ""), (True, "1"), (False, "0"), (0.5, "0.5"), (12, "12"), (0, "0")]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_a_value_that_is_no_text(value: object, expected: str) -> None:
    assert cell(value) == expected


CONTROLS = [
    ("\u202etxt.exe", "⟨U+202E⟩txt.exe"),
    ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
    ("\u200fx", "⟨U+200F⟩x"),
    ("\x1b[31m", "⟨U+001B⟩[31m"),
    ("\x00", "⟨U+0000⟩"),
    ("\x85\u2028", "⟨U+0085⟩⟨U+2028⟩"),
    ("\ud800", "⟨U+D800⟩"),
    # what has its place in a text
    ("一\n二\tthree\r\n", "一\n二\tthree\r\n"),
    ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ("か\u3099", "か\u3099"),
]


@pytest.mark.parametrize(("text", "expected"), CONTROLS, ids=range(len(CONTROLS)))
def test_what_is_not_seen_is_named(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_a_file_begins_with_the_mark_by_which_excel_knows_it_and_reads_back() -> None:
    file = "".join(csv.lines(["発言", "数"], [['"引用", 改行\nあり', 3], ["=A1", -2]]))
    assert file.startswith('\ufeff"発言"')
    read = list(standard.reader(io.StringIO(file.removeprefix("\ufeff"), newline="")))
    assert read == [["発言", "数"], ['"引用", 改行\nあり', "3"], ["'=A1", "-2"]]
