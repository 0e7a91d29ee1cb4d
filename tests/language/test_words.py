"""Words of each language, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.language.words import words
from tests.conftest import LANGUAGES

PARTED = [
    # each language by its own analyser
    ("ja", "電話番号は何番ですか", ["電話", "番号", "は", "何", "番", "です", "か"]),
    ("zh", "我的电话号码是多少", ["我", "的", "电话号码", "是", "多少"]),
    ("ko", "전화번호가 뭐예요?", ["전화", "번호", "가", "뭐", "예요", "?"]),
    ("en", "What's my number?", ["What's", "my", "number"]),
    ("es", "¿Cuál es el número?", ["Cuál", "es", "el", "número"]),
    ("pt", "Horário, por favor!", ["Horário", "por", "favor"]),
    # Korean without its spaces
    ("ko", "마이넘버카드신청", ["마이", "넘버", "카드", "신청"]),
    # a language that nobody knows puts spaces between its words
    ("vi", "xin chào", ["xin", "chào"]),
]


@pytest.mark.parametrize(("language", "text", "parts"), PARTED, ids=[row[1] for row in PARTED])
def test_a_text_is_parted_into_its_words(language: str, text: str, parts: list[str]) -> None:
    assert [word.text for word in words(text, language)] == parts


LEMMAS = [
    ("ja", "手続きしました", ["手続き", "為る", "ます", "た"]),
    ("en", "NUMBERS", ["numbers"]),
    ("es", "Él", ["él"]),
]


@pytest.mark.parametrize(("language", "text", "lemmas"), LEMMAS, ids=[row[1] for row in LEMMAS])
def test_a_word_has_the_form_that_a_dictionary_lists(language: str, text: str, lemmas: list[str]) -> None:
    assert [word.lemma for word in words(text, language)] == lemmas


TEXTS = [
    "",
    "   ",
    "電話番号は？",
    "마이넘버카드\n신청",
    "东京\n北京",
    "ﾏｲﾅﾝﾊﾞｰ",
    "ﾃﾞﾝﾜ　ﾊﾞﾝｺﾞｳ",
    "😀 hello 👨‍👩‍👧",
    "My Numberは日本語 中文 한국어 horário",
    "a\tb\r\nc",
    "⟦my_number⟧ です",
    "が゛ぎ",
    "Ça va? l'été",
    "！？。、",
    "が" * 300,
]


@pytest.mark.parametrize("text", TEXTS, ids=[repr(text[:12]) for text in TEXTS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_offsets_are_true_and_no_letter_is_lost(language: str, text: str) -> None:
    found = words(text, language)
    check(text, [(word.start, word.text) for word in found])


@settings(deadline=None, database=None, max_examples=60)
@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_offsets_are_true_for_any_text(text: str, language: str) -> None:
    place = 0
    for word in words(text, language):
        assert text[word.start : word.start + len(word.text)] == word.text
        assert word.start >= place
        place = word.start + len(word.text)


def check(text: str, found: list[tuple[int, str]]) -> None:
    """Each word stands where it says, after the one before; what is between them is no letter or digit."""
    place = 0
    for start, word in found:
        assert text[start : start + len(word)] == word
        assert not any(character.isalnum() for character in text[place:start])
        place = start + len(word)
    assert not any(character.isalnum() for character in text[place:])
