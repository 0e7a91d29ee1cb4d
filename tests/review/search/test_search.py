"""Parts of words are found in every language, in the database that is in use."""

from __future__ import annotations

import pytest
from django.db import connection

from review.search import index
from review.search.grams import indexed, phrases

TEXTS = {
    1: "マイナンバーカードを落としました",
    2: "個人番号って何ですか",
    3: "土曜日も電話できますか?",
    4: "什么是个人编号",
    5: "個人編號可以用多久",
    6: "개인번호 카드를 잃어버렸어요",
    7: "주민센터 전화번호가 뭐예요",
    8: "Qual é o horário de atendimento?",
    9: "¿Cuánto cuesta la llamada?",
    10: "Where can I find the phone number, please",
    11: "ＦＡＸ番号と住所",
    12: "税",
    13: "パスポートとハ行",
}

FOUND = [
    # Japanese: whole words, parts, two characters and one
    ("マイナンバー", {1}),
    ("カード", {1}),
    ("番号", {2, 11}),
    ("個人番号", {2}),
    ("電話", {3}),
    ("税", {12}),
    ("何", {2}),
    # both ways of writing, widths
    ("fax", {11}),
    ("FAX番号", {11}),
    ("ﾏｲﾅﾝﾊﾞｰ", {1}),
    # Chinese
    ("编号", {4}),
    ("個人", {2, 5}),
    ("多久", {5}),
    # Korean, with what is joined to a word
    ("번호", {6, 7}),
    ("전화", {7}),
    ("카드", {6}),
    ("개인번호", {6}),
    # words with spaces between them: from their beginning, with and without accents
    ("horario", {8}),
    ("HORÁRIO", {8}),
    ("cuanto", {9}),
    ("atend", {8}),
    ("phone number", {10}),
    ("number phone", {10}),
    # voicing marks are no accents
    ("バスポート", set()),
    ("パス", {13}),
    # all of it, or nothing
    ("電話 日曜", set()),
    ("電話 土曜", {3}),
    ("kangaroo", set()),
]


@pytest.mark.parametrize(("query", "expected"), FOUND, ids=[query for query, _expected in FOUND])
def test_a_query_finds(query: str, expected: set[int]) -> None:
    index.add(TEXTS.items())
    assert matches(query) == expected


@pytest.mark.parametrize("query", ["", "  ", "?!", "「」", "'", '"', "\x00", "\u202e"], ids=repr)
def test_a_query_without_words_asks_for_nothing(query: str) -> None:
    assert index.condition(query) is None


@pytest.mark.parametrize(
    "query",
    ['" OR 1=1 --', "a' | 'b", "NEAR(a b)", "a*b", "(((", "a:b", "-電話", "<-> !", "電話' :*", "\\電話"],
    ids=repr,
)
def test_no_query_is_a_command(query: str) -> None:
    index.add(TEXTS.items())
    if index.condition(query) is not None:
        assert matches(query) <= set(TEXTS)


def test_what_is_removed_is_found_no_more() -> None:
    index.add(TEXTS.items())
    index.remove([(2, TEXTS[2])])
    index.scrub()
    assert matches("番号") == {11}


def test_a_long_text_is_found_by_its_end() -> None:
    index.add([(99, "あいうえお" * 990 + "マイナ保険証")])  # LINE's longest message has 5,000 characters
    assert matches("マイナ保険証") == {99}


def test_a_text_is_cut_into_pairs_and_words() -> None:
    assert indexed("個人番号 ABC é") == "個人 人番 番号 号 abc e"
    assert [phrase.entries for phrase in phrases("番号 ab")] == [("番号",), ("ab",)]


def matches(query: str) -> set[int]:
    found = index.condition(query)
    assert found is not None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM message_words WHERE {found[0]}", found[1])
        return {row[0] for row in cursor.fetchall()}
