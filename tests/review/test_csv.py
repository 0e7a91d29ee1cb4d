"""Files that Excel opens right, and in which nothing is run."""

from __future__ import annotations

import csv as standard
import io
from typing import Any

import pytest

from review.site import csv


@pytest.mark.parametrize(
    ("value", "written"),
    [
        # what would be a formula, in either width and behind spaces
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x.example","x")', '\'=HYPERLINK("http://x.example","x")'),
        ("+81", "'+81"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1", "'＝1"),
        ("＠x", "'＠x"),
        # what would not
        ("カード", "カード"),
        ("1-2", "1-2"),
        ("", ""),
        (-1, -1),
        (0.5, 0.5),
        (None, None),
    ],
    ids=repr,
)
def test_no_text_is_a_formula_and_numbers_stay_numbers(value: Any, written: Any) -> None:
    assert csv.defused(value) == written


def test_a_file_begins_with_the_mark_by_which_excel_knows_it_and_reads_back() -> None:
    file = "".join(csv.lines(["発言", "数"], [['"引用", 改行\nあり', 3], ["=A1", -2]]))
    assert file.startswith("\ufeff発言")
    read = list(standard.reader(io.StringIO(file.removeprefix("\ufeff"))))
    assert read == [["発言", "数"], ['"引用", 改行\nあり', "3"], ["'=A1", "-2"]]
