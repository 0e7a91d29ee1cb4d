"""In which language a message is written, learnt from a hundred and fifty examples of each."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from madoguchi.language.identify import Identified, LanguageModel, fold
from tests.conftest import LANGUAGES

WRITTEN = [
    # sentences
    ("マイナンバーとは何ですか", "ja"),
    ("What is the My Number system?", "en"),
    ("个人编号是什么？", "zh"),
    ("個人編號是什麼？", "zh"),
    ("마이넘버가 무엇인가요?", "ko"),
    ("¿Qué es el número personal?", "es"),
    ("O que é o número pessoal?", "pt"),
    # a word or two
    ("電話番号", "ja"),
    ("营业时间", "zh"),
    ("电话号码", "zh"),
    ("電話號碼", "zh"),
    ("전화번호", "ko"),
    ("phone number", "en"),
    ("número de teléfono", "es"),
    ("horário", "pt"),
    # half-width kana, and a foreign name in the middle
    ("ﾃﾞﾝﾜﾊﾞﾝｺﾞｳ", "ja"),
    ("マイナンバー", "ja"),
    ("My Numberの電話", "ja"),
    ("My Number 번호", "ko"),
    # beside what was masked
    ("⟦my_number⟧ ¿es correcto este número?", "es"),
]


@pytest.mark.parametrize(("text", "language"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_message_tells_its_language(model: LanguageModel, text: str, language: str) -> None:
    assert model.identify(text) == Identified(language, is_telling=True)


LONE = [
    # words that a detector of languages at large takes for Chinese, for Spanish, and for either of two
    ("営業時間", "ja"),
    ("hello", "en"),
    ("horario", "es"),
]


@pytest.mark.parametrize(("text", "language"), LONE, ids=[row[0] for row in LONE])
def test_a_lone_word_is_of_the_language_in_which_residents_write_it(
    model: LanguageModel, text: str, language: str
) -> None:
    assert model.identify(text).language == language


@pytest.mark.parametrize("text", ["", " ", "😀", "123", "0120-95", "?!", "⟦my_number⟧", "⟦email⟧ 😀 5"])
def test_what_has_no_letter_tells_nothing(model: LanguageModel, text: str) -> None:
    assert not model.identify(text).is_telling


EXPECTED = [
    # what could be either is of the conversation's language, or of the page's
    ("horario", "pt", None, "pt"),
    ("電話", "zh", None, "zh"),
    ("no", None, "es", "es"),
    # the conversation comes before the page
    ("no", "pt", "es", "pt"),
    # what is plainly of another is of that
    ("What is the My Number system?", "ja", None, "en"),
    ("전화번호", "ja", "ja", "ko"),
    ("¿Qué es el número personal?", "pt", "ja", "es"),
]


@pytest.mark.parametrize(("text", "before", "page", "language"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_the_conversation_and_the_page_make_their_language_likelier(
    model: LanguageModel, text: str, before: str | None, page: str | None, language: str
) -> None:
    assert model.identify(text, before, page).language == language


TERMS = [
    # a Japanese term in a sentence of another language, and a foreign one in a Japanese sentence
    ("図書館 horario de atención", "es"),
    ("how do I get to the 区役所 by bus please", "en"),
    ("AESで暗号化されていますか", "ja"),
    ("My Numberとは", "ja"),
]


@pytest.mark.parametrize(("text", "language"), TERMS, ids=[row[0] for row in TERMS])
def test_a_term_of_another_language_does_not_hide_the_sentences_own(
    model: LanguageModel, text: str, language: str
) -> None:
    assert model.identify(text).language == language


@pytest.mark.parametrize("text", ["OK", "no", "마이넘버", "電話", "xyzzy", ""])
def test_probabilities_are_some_for_each_language_and_add_up_to_one(model: LanguageModel, text: str) -> None:
    found = model.probabilities(text)
    assert model.languages == sorted(LANGUAGES)
    assert len(found) == len(LANGUAGES)
    assert found.min() > 0
    assert found.sum() == pytest.approx(1)


def test_a_model_is_the_same_after_pickling(model: LanguageModel) -> None:
    again: LanguageModel = pickle.loads(pickle.dumps(model))
    for text, _ in WRITTEN:
        assert np.allclose(again.probabilities(text), model.probabilities(text))


def test_the_pickle_leaves_out_what_lingua_knows_already(model: LanguageModel) -> None:
    assert len(pickle.dumps(model)) < 5_000_000


FOLDED = [
    ("ＡＢＣ", "abc"),
    ("ﾏｲﾅﾝﾊﾞｰ", "マイナンバー"),
    ("2026年11月", "0年0月"),
    ("⟦my_number⟧です", " です"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED, ids=[row[0] or "nothing" for row in FOLDED])
def test_width_case_and_digits_tell_no_language(text: str, folded: str) -> None:
    assert fold(text) == folded
