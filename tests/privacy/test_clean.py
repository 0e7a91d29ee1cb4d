"""Nobody types what can't be seen, and nobody commands the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.privacy import Gate, clean

ROWS = [
    # controls
    ("a\x00b\x07c\x7fd\x85e", "abcde"),
    ("line\r\nnext\tcolumn", "line\nnext\tcolumn"),
    # lone surrogates, and a pair that is a character
    ("a\ud800b\udfff", "ab"),
    ("がんばる💪", "がんばる💪"),
    # marks of direction
    ("a\u202eb\u2066c\u200fd", "abcd"),
    # zero width, between digits as well
    ("12\u200b34\u200d56\u2060\ufeff", "123456"),
    ("1\u3164 2", "1 2"),
    # commands, in every width, repeated, after white space or what can't be seen
    ("/restart", "restart"),
    ("／restart", "restart"),
    (" \n\u3000//／ /greet", "greet"),
    ("\u200b/\u202egreet", "greet"),
    # nothing else
    ("/", "?"),
    (" ／// ", "?"),
    ("\u200b", ""),
    # slashes that command nothing
    ("and/or", "and/or"),
    ("2026/11/23", "2026/11/23"),
    # white space is the resident's own
    ("  hello ", "  hello "),
]


@pytest.mark.parametrize(("written", "left"), ROWS, ids=[ascii(row[0]) for row in ROWS])
def test_what_is_invisible_or_commands_goes(written: str, left: str) -> None:
    assert clean(written) == left


@given(st.text(alphabet=st.sampled_from(" /／\n\t\x00\u200b\u3000ab")))
def test_no_text_can_start_with_a_slash(text: str) -> None:
    assert not clean(text).strip().startswith(("/", "／"))


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_number_with_invisible_characters_in_it_is_masked_with_or_without_cleaning(gate: Gate) -> None:
    hidden = "\u200b".join("123456789018")
    assert gate.mask(hidden).text == gate.mask(clean(hidden)).text == "⟦my_number⟧"
