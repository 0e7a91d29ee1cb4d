"""A few messages have the rows that scikit-learn would give them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from madoguchi.tfidf import Analyse, Spans, Spelt, Tfidf, ngrams


def characters(text: str, spans: Spans) -> None:
    spans.add_ngrams(text, 4)


def words(text: str) -> list[str]:
    return text.split()


LEARNT = [
    "電話番号は何番ですか",
    "電話は無料ですか 電話",
    "is it free is it free",
    "what is the number",
    "번호가 뭐예요",
    "a a a b",
    "¿es gratis?",
] * 2
ASKED = ["電話", "", "zzz", "free free free", "a b c d", "뭐예요 번호가", "is", *LEARNT]
ANALYSES: dict[str, tuple[Analyse, object]] = {
    "characters": (characters, lambda text: ngrams(text, 4)),
    "words": (Spelt(words), words),
}


@pytest.mark.parametrize(("analyse", "names"), ANALYSES.values(), ids=ANALYSES.keys())
@pytest.mark.parametrize("at_once", [1, 3, len(ASKED)])
def test_rows_are_those_of_scikit_learn(analyse: Analyse, names: object, at_once: int) -> None:
    tfidf = Tfidf(analyse, rarest=2)
    learnt = tfidf.fit_transform(LEARNT)
    theirs = TfidfVectorizer(analyzer=names, sublinear_tf=True, min_df=2, dtype=np.float32).fit(LEARNT)
    assert np.array_equal(learnt.toarray(), theirs.transform(LEARNT).toarray())
    found = [one for first in range(0, len(ASKED), at_once) for one in tfidf.vectors(ASKED[first : first + at_once])]
    for vector, row in zip(found, theirs.transform(ASKED).toarray(), strict=True):
        dense = np.zeros(len(row))
        dense[vector.indices] = vector.weights
        assert np.allclose(dense, row, atol=1e-6)


def test_features_that_could_not_be_told_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("madoguchi.tfidf.model.hashes", lambda spans: np.ones(spans.places.shape[1], dtype=np.uint64))
    with pytest.raises(ValueError, match="the same hash"):
        Tfidf(Spelt(words), rarest=1).fit_transform(["a b"])
