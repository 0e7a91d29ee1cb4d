"""What the classifier sees of a message."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from madoguchi.tfidf import Spelt, Tfidf, names_of, ngrams
from madoguchi.understanding import Utterance
from madoguchi.understanding.features import features

NAMED = [
    # n-grams inside a word, a space standing for its edges
    (Utterance("ab"), [" ", "a", "b", " ", " a", "ab", "b ", " ab", "ab ", " ab "]),
    (Utterance("a"), [" ", "a", " ", " a", "a ", " a ", " a "]),
    # words, and pairs of words
    (Utterance("", ("Num", "ber")), ["\tnum", "\tber", "\tnum\tber"]),
    (Utterance("", ("one",)), ["\tone"]),
    # nothing
    (Utterance(""), []),
    (Utterance("⟦my_number⟧"), []),
    (Utterance("?!"), []),
]


@pytest.mark.parametrize(("utterance", "names"), NAMED, ids=[repr(row[0].text) for row in NAMED])
def test_a_message_holds_ngrams_words_and_pairs(utterance: Utterance, names: list[str]) -> None:
    found = names_of(features, utterance)
    assert sorted(found) == sorted(names)


def test_no_ngram_goes_from_one_word_into_the_next() -> None:
    assert not any("b c" in ngram for ngram in ngrams("ab cd", 4))


def test_a_word_is_no_ngram_of_the_same_letters() -> None:
    assert set(names_of(features, Utterance("card"))).isdisjoint(names_of(features, Utterance("", ("card",))))


LEMMAS = ("Número", "！？", "號碼", "ＡＢ", "ナンバー", "번호", "⟦my_number⟧", "aaaa", "e", "\u0301", "ﾊﾞｽ", "I am")


@pytest.mark.parametrize("lemmas", [LEMMAS, LEMMAS[::-1], LEMMAS * 3])
def test_a_word_is_the_same_whatever_stands_beside_it(lemmas: tuple[str, ...]) -> None:
    alone = [name for lemma in lemmas for name in names_of(features, Utterance("", (lemma,)))]
    together = names_of(features, Utterance("", lemmas))
    assert together[: len(lemmas)] == alone


TEXTS = ["a b", "a b b b", "b c", "a c c", "c"]


def test_one_message_has_the_row_that_it_had_among_others() -> None:
    tfidf = Tfidf(Spelt(str.split), rarest=2)
    rows = tfidf.fit_transform(TEXTS)
    for text, row in zip(TEXTS, rows.toarray(), strict=True):
        vector = tfidf.vector(text)
        dense = np.zeros(len(row))
        dense[vector.indices] = vector.weights
        assert np.allclose(dense, row)


@pytest.mark.parametrize("text", ["", "d", "d e f"])
def test_a_message_of_unknown_features_is_empty(text: str) -> None:
    tfidf = Tfidf(Spelt(str.split), rarest=2)
    tfidf.fit_transform(TEXTS)
    vector = tfidf.vector(text)
    assert len(vector.indices) == len(vector.weights) == 0


def test_what_was_learnt_outlives_pickling() -> None:
    tfidf = Tfidf(Spelt(str.split), rarest=2)
    tfidf.fit_transform(TEXTS)
    again: Tfidf = pickle.loads(pickle.dumps(tfidf))
    assert np.array_equal(again.vector("a c").weights, tfidf.vector("a c").weights)
