"""In which of our languages a message is written.

A linear model on character n-grams learns from the training data how residents write to this bot; lingua,
which knows the languages at large, has a say too, so that words outside that data count.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from lingua import IsoCode639_1, Language, LanguageDetectorBuilder
from numpy.typing import NDArray

from madoguchi.language.script import HAN, HANGUL, KANA, only_in
from madoguchi.language.telling import tells_nothing
from madoguchi.softmax import softmax
from madoguchi.tfidf import Spans, Tfidf

LINGUA_SHARE = 0.4
"""Weight of lingua's logarithms beside our model's, in Latin letters; it takes short Japanese for Chinese."""
TELLING = 0.7
"""From this probability on a message decides its language; under it the conversation's goes on."""
SAID_BEFORE, ON_PAGE = 20.0, 3.0
"""How much likelier the conversation's language is than another, and the page's where a conversation begins. Chosen on
conversations of held-out examples, some of which change their language: `benchmarks/README.md`."""
FLOOR = 1e-4
LONGEST_NGRAM = 3
UNLIKELY = 0.03
"""What is left of a language's probability where the letters speak against it."""
PLACEHOLDER = re.compile(r"⟦\w+⟧")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
NOT_A_WORD = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class Identified:
    """The likeliest language, and whether the message is telling enough to decide on it."""

    language: str
    is_telling: bool


Expected = tuple[str | None, str | None]
"""The language of the conversation so far, and the page's."""


class LanguageModel:
    """Trained once; `identify` takes a fraction of a millisecond."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = sorted(languages)
        self._tfidf = Tfidf(_features, rarest=2)
        self._read_lingua()

    def fit(self, texts: Sequence[str], languages: Sequence[str]) -> LanguageModel:
        from sklearn.linear_model import LogisticRegression  # here, since a server does without it

        learner = LogisticRegression(C=30, max_iter=300, solver="saga", tol=1e-3, random_state=0)
        learner.fit(self._tfidf.fit_transform(texts), languages)
        self._weights, self._bias = learner.coef_.T.astype(np.float32, order="C"), learner.intercept_
        self._shared = _shared(texts, languages)
        return self

    def identify(self, text: str, before: str | None = None, page: str | None = None) -> Identified:
        """The language of a text, after one in which the conversation was held, or on a page in another."""
        return self.identify_all([text], [(before, page)])[0]

    def identify_all(self, texts: Sequence[str], expected: Sequence[Expected]) -> list[Identified]:
        """As `identify` each, at half the cost."""
        probabilities = self._probabilities(texts) * np.array([self._factors(one) for one in expected])
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        best = probabilities.argmax(axis=1)
        sure = probabilities.max(axis=1) >= TELLING
        return [
            Identified(self.languages[place], is_sure and self._can_tell(text))
            for text, place, is_sure in zip(texts, best.tolist(), sure.tolist(), strict=True)
        ]

    def _factors(self, expected: Expected) -> list[float]:
        before, page = expected
        likely, factor = (before, SAID_BEFORE) if before else (page, ON_PAGE)
        return [factor if code == likely else 1.0 for code in self.languages]

    def _can_tell(self, text: str) -> bool:
        """Not where residents of several languages write the like, nor what stands in the data of several ("ok")."""
        return not tells_nothing(fold(text)) and _letters(text) not in self._shared

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """One for each of `languages`, in their order."""
        return np.asarray(self._probabilities([text])[0])

    def _probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        messages = self._tfidf.vectors(texts)
        scores = np.array([one.weights @ self._weights[one.indices] for one in messages]) + self._bias
        learnt = np.log(np.maximum(softmax(scores), FLOOR))
        lingua = np.array([self._lingua(text) for text in texts])
        scripts = np.array([self._by_script(text) for text in texts])
        mixed = np.exp(learnt + LINGUA_SHARE * lingua + np.log(scripts))
        return np.asarray(mixed / mixed.sum(axis=1, keepdims=True))

    def _lingua(self, text: str) -> list[float]:
        if not LATIN.search(text) or HAN.search(text) or KANA.search(text) or HANGUL.search(text):
            return [0.0] * len(self.languages)
        values = self._detector.compute_language_confidence_values(PLACEHOLDER.sub(" ", text))
        found = {value.language: value.value for value in values}
        return [math.log(max(found.get(one, 0.0), FLOOR)) for one in self._codes]

    def _by_script(self, text: str) -> list[float]:
        """How far the letters alone allow each language."""
        allowed = _written_in(text) or set(self.languages)
        return [1.0 if code in allowed else UNLIKELY for code in self.languages]

    def _read_lingua(self) -> None:
        self._codes = [_lingua_name(code) for code in self.languages]
        builder = LanguageDetectorBuilder.from_languages(*self._codes)
        self._detector = builder.with_preloaded_language_models().build()

    def __getstate__(self) -> dict[str, Any]:
        """Without lingua, which is made anew."""
        return {key: value for key, value in self.__dict__.items() if key not in ("_detector", "_codes")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._read_lingua()


def _written_in(text: str) -> set[str]:
    """The languages that such letters are of, none for Latin ones. Chinese residents write の too, in Chinese words."""
    if HANGUL.search(text):
        return {"ko"}
    countries = only_in(text)
    if len(countries) == 1:
        return countries
    if KANA.search(text):
        return {"ja"}
    return {"ja", "zh"} if HAN.search(text) else set()


def _features(text: str, spans: Spans) -> None:
    spans.add_ngrams(fold(text), LONGEST_NGRAM)


def _letters(text: str) -> str:
    return NOT_A_WORD.sub("", fold(text))


def _shared(texts: Sequence[str], languages: Sequence[str]) -> frozenset[str]:
    """The letters of what stands in the training data of three languages or more."""
    written = defaultdict(set)
    for text, language in zip(texts, languages, strict=True):
        written[_letters(text)].add(language)
    return frozenset(letters for letters, found in written.items() if len(found) > 2)


def fold(text: str) -> str:
    """The text as the model sees it: one width, one case, digits and masked places alike."""
    return re.sub(r"\d+", "0", unicodedata.normalize("NFKC", PLACEHOLDER.sub(" ", text)).casefold())


def _lingua_name(code: str) -> Any:
    return Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper()))
