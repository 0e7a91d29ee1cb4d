"""The conversations that the reply's language is measured on, and how it is found in them."""

from __future__ import annotations

import numpy as np

from benchmarks.examples import Example
from benchmarks.reply_language import answers, in_one_language, in_two, report
from madoguchi.language.identify import LanguageModel
from tests.conftest import LANGUAGES
from tests.examples import a_few

EXAMPLES = [Example(one.language, one.text, one.intent) for one in a_few()]
MODEL = LanguageModel(LANGUAGES).fit([one.text for one in EXAMPLES], [one.language for one in EXAMPLES])


def test_a_conversation_in_one_language_has_three_to_six_messages_but_for_the_last() -> None:
    held = list(in_one_language(EXAMPLES, np.random.default_rng(0)))
    assert sorted(one for conversation in held for one in map(str, conversation)) == sorted(map(str, EXAMPLES))
    assert all(len({one.language for one in conversation}) == 1 for conversation in held)
    assert sum(not 3 <= len(conversation) <= 6 for conversation in held) <= len(LANGUAGES)


def test_a_conversation_in_two_languages_changes_after_two_messages() -> None:
    for held in in_two(EXAMPLES, np.random.default_rng(0)):
        first, then = {one.language for one in held[:2]}, {one.language for one in held[2:]}
        assert len(first) == len(then) == 1
        assert first != then


CONVERSATION = [Example("es", text, "x") for text in ("😀", "¿Qué es el número personal?", "ok", "123")]


def test_what_tells_nothing_is_answered_in_the_language_told_before_or_the_pages() -> None:
    assert [one.language for one in answers(MODEL, CONVERSATION, "pt")] == ["pt", "es", "es", "es"]


def test_the_report_has_a_row_for_each_kind_of_message() -> None:
    lines = list(report(MODEL, EXAMPLES))
    assert sum(line.startswith("| a first message |") for line in lines) == 3
    assert sum(line.startswith("| on a Japanese page |") for line in lines) == 3
