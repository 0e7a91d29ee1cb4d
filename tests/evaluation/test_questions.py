"""The measure of /eval/README: right in scope, right outside it, and wrong answers."""

from __future__ import annotations

import pytest

from madoguchi.evaluation.questions import Judged, Score, by_language, confusions, macro, score


def judged(wanted: str, got: str, *accepted: str, language: str = "ja", text: str = "?") -> Judged:
    return Judged(language, text, wanted, frozenset(accepted), got)


RIGHT = [
    # in scope: the intent itself, or one that is accepted
    ("faq_penalties", "faq_penalties", (), True),
    ("faq_penalties", "faq_prohibited_use", ("faq_prohibited_use",), True),
    ("faq_penalties", "faq_prohibited_use", (), False),
    # in scope, a fallback is wrong unless it is accepted
    ("faq_penalties", "nlu_fallback", (), False),
    ("faq_penalties", "out_of_scope", (), False),
    ("faq_penalties", "out_of_scope", ("out_of_scope",), True),
    # out of scope, a fallback is as good
    ("out_of_scope", "out_of_scope", (), True),
    ("out_of_scope", "nlu_fallback", (), True),
    ("out_of_scope", "greet", (), False),
]


@pytest.mark.parametrize(("wanted", "got", "accepted", "right"), RIGHT)
def test_a_question_is_right(wanted: str, got: str, accepted: tuple[str, ...], right: bool) -> None:
    assert judged(wanted, got, *accepted).is_right is right


WRONG_ANSWERS = [
    # something of the page that was not asked
    ("out_of_scope", "faq_penalties", True),
    ("greet", "hotline_hours", True),
    ("faq_penalties", "ward_contact", True),
    ("faq_penalties", "page_source", True),
    # what answers nothing, or is right
    ("faq_penalties", "greet", False),
    ("faq_penalties", "nlu_fallback", False),
    ("faq_penalties", "faq_penalties", False),
]


@pytest.mark.parametrize(("wanted", "got", "wrong"), WRONG_ANSWERS)
def test_a_wrong_answer_is_one_from_the_page_that_was_not_asked(wanted: str, got: str, wrong: bool) -> None:
    assert judged(wanted, got).is_wrong_answer is wrong


JUDGED = [
    judged("greet", "greet"),
    judged("faq_penalties", "faq_prohibited_use"),
    judged("thank", "nlu_fallback"),
    judged("deny", "deny"),
    judged("out_of_scope", "nlu_fallback"),
    judged("out_of_scope", "hotline_cost"),
    judged("greet", "greet", language="ko"),
]


def test_each_language_has_its_shares() -> None:
    assert by_language(JUDGED) == {
        "ja": Score(in_scope=2 / 4, out_of_scope=1 / 2, wrong_answers=2 / 6, questions=6),
        "ko": Score(in_scope=1.0, out_of_scope=None, wrong_answers=0.0, questions=1),
    }


def test_the_mean_counts_each_language_the_same_and_skips_what_it_lacks() -> None:
    assert macro(by_language(JUDGED).values()) == Score(
        in_scope=0.75, out_of_scope=0.5, wrong_answers=1 / 6, questions=7
    )


def test_nothing_to_count_is_no_score() -> None:
    assert score([]) == Score(None, None, None, 0)


def test_confusions_come_most_frequent_first_with_their_questions() -> None:
    often = [judged("greet", "thank", text=text) for text in ("a", "b")]
    once = judged("thank", "greet", text="c")
    assert confusions([once, *often, judged("deny", "deny")], most=5) == [
        ("greet", "thank", often),
        ("thank", "greet", [once]),
    ]
    assert confusions([once, *often], most=1) == [("greet", "thank", often)]
