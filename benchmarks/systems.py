"""What is compared: ours, stock Rasa's, and plain baselines that act on the best class, whatever its score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

from benchmarks.examples import Example
from benchmarks.stock import Stock
from madoguchi.language.identify import LanguageModel
from madoguchi.language.script import HAN, HANGUL, KANA
from madoguchi.language.words import words
from madoguchi.tfidf import Spelt, Tfidf, ngrams
from madoguchi.understanding import IntentModel, Utterance
from madoguchi.understanding.doubt import decide
from madoguchi.understanding.normalise import normalise

FALLBACK = "nlu_fallback"
THRESHOLD = 0.5
"""Of GuessingFallback, where config.yml gives none."""


class System(Protocol):
    def train(self, examples: Sequence[Example]) -> None: ...

    def predict(self, text: str) -> str:
        """The intent that is acted on, or `nlu_fallback`."""


class Ours:
    """Language, words, intent and doubt, as config.yml has them, for a conversation's first message."""

    def train(self, examples: Sequence[Example]) -> None:
        texts, languages = [one.text for one in examples], [one.language for one in examples]
        self._languages = LanguageModel(sorted(set(languages))).fit(texts, languages)
        utterances = [utterance(one.text, one.language) for one in examples]
        self._intents = IntentModel().fit(utterances, [one.intent for one in examples])
        self._threshold = threshold(Path("config.yml"))

    def predict(self, text: str) -> str:
        return acted_on(self.ranking(text), self._threshold)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        return self._intents.ranking(utterance(text, self._languages.identify(text).language))


class CharacterSvm:
    """A linear SVM on the character 1- to 5-grams within words."""

    def train(self, examples: Sequence[Example]) -> None:
        self._tfidf = Tfidf(Spelt(_five_grams), rarest=1)
        rows = self._tfidf.fit_transform([one.text for one in examples])
        self._svm = LinearSVC(random_state=0).fit(rows, [one.intent for one in examples])

    def predict(self, text: str) -> str:
        message = self._tfidf.vector(text)
        scores = self._svm.coef_[:, message.indices] @ message.weights + self._svm.intercept_
        return str(self._svm.classes_[scores.argmax()])


class Bm25:
    """The intent of the example that is nearest by BM25 (k1 = 1.2, b = 0.75) on the words of our analysers."""

    def train(self, examples: Sequence[Example]) -> None:
        self._intents = [one.intent for one in examples]
        self._counter = CountVectorizer(analyzer=_words, dtype=np.float32)
        counts = csr_matrix(self._counter.fit_transform([one.text for one in examples]))
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        holding = np.bincount(counts.indices, minlength=counts.shape[1])
        idf = np.log1p((len(examples) - holding + 0.5) / (holding + 0.5))
        pivot = np.repeat(1.2 * (0.25 + 0.75 * lengths / lengths.mean()), np.diff(counts.indptr))
        counts.data = idf[counts.indices] * counts.data * 2.2 / (counts.data + pivot)
        self._scores = counts.T.tocsr()

    def predict(self, text: str) -> str:
        found = [self._counter.vocabulary_[word] for word in _words(text) if word in self._counter.vocabulary_]
        if not found:
            return FALLBACK
        return self._intents[int(np.asarray(self._scores[found].sum(axis=0)).argmax())]


def utterance(text: str, language: str) -> Utterance:
    return Utterance(text, tuple(word.lemma for word in words(text, language)))


def acted_on(ranking: Sequence[tuple[str, float]], threshold: float) -> str:
    return ranking[0][0] if decide(ranking, threshold) is None else FALLBACK


def threshold(config: Path) -> float:
    """The confidence that our fallback asks for in a config.yml."""
    pipeline = yaml.safe_load(config.read_text("utf8"))["pipeline"]
    return next(float(one.get("threshold", THRESHOLD)) for one in pipeline if one["name"].endswith("GuessingFallback"))


def _five_grams(text: str) -> list[str]:
    return list(ngrams(normalise(text), 5))


def _words(text: str) -> list[str]:
    """By the script alone, so that this baseline needs no language model."""
    language = "ko" if HANGUL.search(text) else "ja" if KANA.search(text) else "zh" if HAN.search(text) else "en"
    return [word.lemma.casefold() for word in words(text, language)]


class Entry(NamedTuple):
    """A system as the table names it; `is_slow` where all our examples would take it too long."""

    title: str
    make: Callable[[int], System]
    is_slow: bool = False


SYSTEMS = {
    "diet": Entry(
        "`rasa init` (DIET)", lambda epochs: Stock({"name": "DIETClassifier", "epochs": epochs}), is_slow=True
    ),
    "logistic": Entry("Rasa's LogisticRegressionClassifier", lambda _: Stock({"name": "LogisticRegressionClassifier"})),
    "svm": Entry("SVM on character 1- to 5-grams", lambda _: CharacterSvm()),
    "bm25": Entry("BM25, nearest example", lambda _: Bm25()),
    "ours": Entry("**ours**", lambda _: Ours()),
}
