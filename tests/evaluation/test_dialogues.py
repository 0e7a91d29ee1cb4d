"""What is said of a turn that is not as expected."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.evaluation.dialogues import faults

ANSWER = {"intent": "hotline_hours", "language": "ja", "text": "9:30から20:00まで。\n\n日曜は17:30まで。"}

TURNS: list[tuple[dict[str, Any], list[str]]] = [
    # nothing expected, everything as expected
    ({}, []),
    ({"intent": "hotline_hours", "lang": "ja", "must_contain": ["9:30"], "must_not_contain": ["8:00"]}, []),
    # the intent, or another that is accepted
    ({"intent": "greet"}, ["intent hotline_hours instead of greet"]),
    ({"intent": "greet", "accept": ["hotline_hours"]}, []),
    # the language
    ({"lang": "zh"}, ["language ja instead of zh"]),
    # one of several wordings is enough; of what stands side by side, all are needed
    ({"must_contain": [["9時半", "9:30"], "20:00"]}, []),
    ({"must_contain": [["9時半", "9時30分"], "21:00"]}, ["without '9時半'", "without '21:00'"]),
    ({"both": ["9:30", ["5:30", "17:30"]]}, []),
    ({"both": ["9:30", "8:00"]}, ["without '8:00'"]),
    # what must not be said
    ({"must_not_contain": ["20:00", ["午後8時"]]}, ["with '20:00'"]),
]


@pytest.mark.parametrize(("expected", "found"), TURNS)
def test_a_turn_is_judged(expected: dict[str, Any], found: list[str]) -> None:
    assert faults(expected, ANSWER) == found


OUTSIDE = [("nlu_fallback", []), ("out_of_scope", []), ("greet", ["intent greet instead of out_of_scope"])]


@pytest.mark.parametrize(("got", "found"), OUTSIDE)
def test_falling_back_is_right_for_what_is_out_of_scope(got: str, found: list[str]) -> None:
    assert faults({"intent": "out_of_scope"}, ANSWER | {"intent": got}) == found


def test_an_intent_that_nobody_tells_is_not_judged() -> None:
    assert faults({"intent": "greet"}, ANSWER | {"intent": None}) == []
