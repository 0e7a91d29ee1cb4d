"""A message as numbers: character n-grams inside words, words, and pairs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from madoguchi.understanding.normalise import normalise

LONGEST_NGRAM = 4


@dataclass(frozen=True)
class Utterance:
    """A message and its words in their dictionary forms."""

    text: str
    lemmas: tuple[str, ...] = ()


class Vectorizer:
    """TF-IDF of character n-grams (which need no spaces and forgive typos), words and word pairs."""

    def __init__(self) -> None:
        self._tfidf = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=2, dtype=np.float32)

    def fit_transform(self, utterances: Sequence[Utterance]) -> csr_matrix:
        return self._tfidf.fit_transform(utterances)

    def transform(self, utterances: Sequence[Utterance]) -> csr_matrix:
        return self._tfidf.transform(utterances)


def features(utterance: Utterance) -> list[str]:
    """The names of what the message holds, each as often as it holds it; a tab tells words from n-grams."""
    lemmas = ["\t" + normalise(lemma).replace(" ", "") for lemma in utterance.lemmas]
    pairs = [first + second for first, second in pairwise(lemmas)]
    return [*_ngrams(normalise(utterance.text)), *lemmas, *pairs]


def _ngrams(text: str) -> Iterator[str]:
    for word in text.split():
        padded = f" {word} "
        for length in range(1, LONGEST_NGRAM + 1):
            for start in range(max(1, len(padded) - length + 1)):
                yield padded[start : start + length]
