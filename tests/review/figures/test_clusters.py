"""Sentences that ask for the same come together, in every script, and others stay apart."""

from __future__ import annotations

import pytest

from review.figures.clusters import clusters, grams


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["カードをなくした", "カードをなくしました", "税金はいくらですか"], [[0, 1], [2]]),
        (["暗証番号を忘れました", "暗証番号の再設定", "住民票を取りたい", "暗証番号は何桁ですか"], [{0, 1, 3}, {2}]),
        (["I lost my card", "lost my card", "where is the parking"], [[0, 1], [2]]),
        (["카드 잃어버렸어요", "카드를 잃어버렸어요", "여권 만들고 싶어요"], [[0, 1], [2]]),
        (["卡丢了怎么办", "我的卡丢了怎么办", "哪里可以停车"], [[0, 1], [2]]),
        (["perdi o cartão", "Perdi o meu cartão!", "onde fica o parque"], [[0, 1], [2]]),
        # widths, case and spaces make no difference
        (["ＣＡＲＤ", "card", " Card  "], [[0, 1, 2]]),
        # what Japanese sentences end in makes none the same
        (["写真のサイズを教えてください", "必要な書類を教えてください"], [[0], [1]]),
        # little or nothing
        (["カード"], [[0]]),
        (["", "  "], []),
        ([], []),
        (["ー", "。"], [[0], [1]]),
    ],
    ids=str,
)
def test_sentences_are_grouped_by_what_they_ask(texts: list[str], expected: list[set[int]]) -> None:
    assert sorted(map(sorted, clusters(texts))) == sorted(map(sorted, expected))


def test_the_largest_group_is_first_and_in_it_the_most_typical_sentence() -> None:
    texts = ["駐車場", "カードの申請をしたいのですが", "カードの申請", "カードの申請の期限"]
    found = clusters(texts)
    assert [len(group) for group in found] == [3, 1]
    assert texts[found[0][0]] == "カードの申請"


@pytest.mark.parametrize(("text", "without"), [("税金は何ですか", "です"), ("カードを", "を")])
def test_grammar_is_left_out_where_there_is_something_else(text: str, without: str) -> None:
    assert without not in grams(text)


def test_a_sentence_of_hiragana_alone_keeps_what_it_has() -> None:
    assert "なくし" in grams("なくしました")
