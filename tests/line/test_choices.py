"""Quick replies, and the same choices by number."""

from __future__ import annotations

import pytest

from madoguchi.content import Content
from madoguchi.line.choices import LONGEST_DATA, Choice, chosen, numbered, quick_replies, shown
from madoguchi.replies.buttons import buttons, title
from tests.conftest import LOCALES
from tests.line.limits import graphemes

FOUR = ["/a", "/b", "/c", "/d"]


@pytest.mark.parametrize("typed", ["2", "２", "②", " 2 ", "2.", "2．", "2番", "2번", "2)", "（2）"[1:], "02"])
def test_a_typed_number_chooses_from_the_last_list(typed: str) -> None:
    assert chosen(typed, FOUR) == "/b"


@pytest.mark.parametrize(
    "typed", ["0", "5", "-1", "2024", "1 2", "2 people", "二", "", "²³", "2番目の質問", "1.5", "123456789018"]
)
def test_what_is_no_number_of_the_list_is_a_text(typed: str) -> None:
    assert chosen(typed, FOUR) is None


def test_no_number_chooses_where_there_is_no_list() -> None:
    assert chosen("1", []) is None


def test_thirteen_choices_are_shown_and_no_more() -> None:
    many = [Choice(f"{number}", f"/{number}") for number in range(14)]
    items = quick_replies(many)
    assert items is not None
    assert len(items.items) == len(shown(many)) == len(numbered(many).splitlines()) == 13


@pytest.mark.parametrize(("length", "is_shown"), [(LONGEST_DATA, True), (LONGEST_DATA + 1, False)])
def test_a_payload_that_line_would_refuse_is_left_out(length: int, is_shown: bool) -> None:
    assert bool(quick_replies([Choice("x", "/" * length)])) == is_shown


def test_the_numbers_are_those_of_the_buttons() -> None:
    choices = [Choice("One", "/1"), Choice("Two", "/2")]
    items = quick_replies(choices)
    assert items is not None
    assert numbered(choices) == "1. One\n2. Two"
    assert [chosen(str(number), [one.payload for one in choices]) for number in (1, 2)] == [
        item.action.data for item in items.items
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_button_of_the_bot_fits_on_line(content: Content, locale: str) -> None:
    for payload, button in buttons(content).items():
        assert len(payload) <= LONGEST_DATA
        assert 0 < graphemes(title(button, content, locale)) <= 300
