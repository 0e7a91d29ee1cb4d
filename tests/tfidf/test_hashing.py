"""A name has the same hash wherever it stands, and hardly any other has."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from madoguchi.tfidf import Spans, ngrams
from madoguchi.tfidf.hashing import SHORTEST, hashes

TEXTS = ["個人番号とは", "Is it free?", "¿Para qué sirve?", "번호가 뭐예요", "a", "🍣🐼", "\ud800 x", "x" * 300]


def hashed(names: list[str]) -> list[int]:
    spans = Spans()
    spans.add(names)
    return [int(one) for one in hashes(spans)]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("before", ["", "b", "電話" * 50, "x " * SHORTEST], ids=["nothing", "a letter", "some", "many"])
def test_a_name_has_the_same_hash_wherever_it_stands(text: str, before: str) -> None:
    spans = Spans()
    spans.add([before])
    spans.add_ngrams(text, 4)
    assert hashes(spans)[1:].tolist() == hashed(ngrams(text, 4))


def test_names_that_are_alike_have_hashes_of_their_own() -> None:
    short = ["".join(letters) for length in (1, 2, 3) for letters in product("abcdefgh ¿é数字번호\t", repeat=length)]
    assert len(set(hashed(short))) == len(short)
    long = ["a" * length for length in range(1, 500)] + ["ab" * length for length in range(1, 500)]
    assert len(set(hashed(long))) == len(long)


def test_an_item_without_names_takes_none_of_others() -> None:
    spans = Spans()
    for text in ("", "ab", "", "c"):
        spans.add_ngrams(text, 2)
        spans.close()
    assert spans.counts == [0, 7, 0, 5]
    assert len(hashes(spans)) == 12
    assert hashes(Spans()).dtype == np.uint64
