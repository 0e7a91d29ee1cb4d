"""Two questions in one message."""

from __future__ import annotations

import pytest

from madoguchi.understanding.clauses import clauses, second_intent

PARTED = [
    # sentences end by the marks of each language
    ("電話番号は？何時から？", ["電話番号は？", "何時から？"]),
    ("電話番号を教えて。何時から。", ["電話番号を教えて。", "何時から。"]),
    ("What is it? When is it open?", ["What is it?", "When is it open?"]),
    ("¿Qué es? ¿Cuánto cuesta?", ["¿Qué es?", "¿Cuánto cuesta?"]),
    ("번호가 뭐예요? 전화는요?", ["번호가 뭐예요?", "전화는요?"]),
    ("我的编号是什么；要付钱吗？", ["我的编号是什么；", "要付钱吗？"]),
    ("one line\nanother line", ["one line", "another line"]),
    ("Really?! And then?", ["Really?!", "And then?"]),
    # what is shorter than a question is none
    ("Hm? What is it?", ["What is it?"]),
    ("a? b? c?", []),
    ("", []),
    ("???", []),
    # a full stop ends no clause: it stands in numbers, addresses and names
    ("e.g. this one", ["e.g. this one"]),
]


@pytest.mark.parametrize(("text", "parts"), PARTED, ids=[repr(row[0]) for row in PARTED])
def test_a_message_is_parted_into_its_sentences(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


UNDERSTOOD = {
    "How much?": ("hotline_cost", 0.9),
    "When open?": ("hotline_hours", 0.95),
    "When open ?": ("hotline_hours", 0.8),
    "Good day!": ("greet", 0.79),
    "My house is old.": ("faq_penalties", 0.3),
}

SECOND = [
    # two sure questions: the one that the message was not taken for
    ("How much? When open?", "hotline_cost", "hotline_hours"),
    ("How much? When open?", "hotline_hours", "hotline_cost"),
    ("How much? When open ?", "hotline_cost", "hotline_hours"),
    # one question, or the same twice
    ("How much?", "hotline_cost", None),
    ("When open? When open ?", "hotline_hours", None),
    # a clause that is unsure is no question
    ("Good day! When open?", "hotline_hours", None),
    # the message means something that no clause means by itself
    ("Good day! When open?", "faq_penalties", None),
    ("How much? When open?", "faq_penalties", None),
]


@pytest.mark.parametrize(("text", "first", "second"), SECOND)
def test_a_second_question_is_found_only_where_both_are_sure(text: str, first: str, second: str | None) -> None:
    assert second_intent(first, [UNDERSTOOD[part] for part in clauses(text)]) == second
