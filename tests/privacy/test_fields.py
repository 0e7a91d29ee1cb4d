"""What comes beside the text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.privacy import Gate, harmless_id, scrub

NUMBER = "123456789018"
DIGIT_ID = UUID("12345678-9018-4b7f-8a6b-0c1d2e3f4a5b")

ROWS: list[tuple[str, Any, Any]] = [
    ("a display name", "太郎 1234-5678-9018", "太郎 ⟦my_number⟧"),
    ("postback data", {"data": f"n={NUMBER}"}, {"data": "n=⟦my_number⟧"}),
    ("a key", {NUMBER: 1}, {"⟦my_number⟧": 1}),
    ("a number", {"n": 123456789018}, {"n": None}),
    ("a fraction", [0.123456789018], [None]),
    ("small numbers, truths, nothing", [3, 2.5, True, None], [3, 2.5, True, None]),
    ("a list in a list", [[f"a{NUMBER}"]], [["a⟦my_number⟧"]]),
    ("what cannot be seen", "a\x00\u202eb\ud800", "ab"),
    ("what is no JSON", {"a": object()}, {"a": None}),
    ("a fact of the page", "0120-95-0178", "0120-95-0178"),
]


@pytest.mark.parametrize(("given", "left"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_nothing_to_be_masked_is_left_in_a_value(gate: Gate, given: Any, left: Any) -> None:
    assert scrub(gate, given) == left


def test_what_lies_too_deep_is_dropped(gate: Gate) -> None:
    nested: Any = NUMBER
    for _ in range(2000):
        nested = [nested]
    assert NUMBER not in str(scrub(gate, nested))


@given(st.uuids(), st.integers(0, 20))
def test_no_id_holds_twelve_digits(given: UUID, at: int) -> None:
    kept = harmless_id(UUID(hex=given.hex[:at] + NUMBER + given.hex[at + 12 :]))
    assert NUMBER not in kept.replace("-", "")
    assert UUID(kept)


def test_an_id_with_a_number_in_it_becomes_the_same_other_each_time() -> None:
    assert harmless_id(DIGIT_ID) == harmless_id(DIGIT_ID) != str(DIGIT_ID)


def test_an_id_without_one_stays() -> None:
    own = UUID("fadebabe-cafe-4bad-8bed-decafcadabab")
    assert harmless_id(own) == str(own)
