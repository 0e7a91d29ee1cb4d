"""Other ways to take a message's words than the dictionary forms that the intent model learns from.

Stems of English, Spanish and Portuguese are a word's first letters here: no locked package has a stemmer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from fugashi import Tagger
from mecab_ko import Tagger as KoreanTagger

from madoguchi.language.words import words

CONTENT_JA = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞", "接頭辞", "接尾辞", "感動詞")
CONTENT_KO = ("NN", "NP", "NR", "V", "MA", "XR", "IC", "SL", "SN")
LETTERS = 5

Words = Callable[[str, str], tuple[str, ...]]
"""A message and its language to its words."""
Tagged = list[tuple[str, str]]


def dictionary_forms(text: str, language: str) -> tuple[str, ...]:
    """As the intent model has them: Japanese in its dictionary form, the rest as written, in lower case."""
    return tuple(word.lemma for word in words(text, language))


def as_written(text: str, language: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text, language))


def taken_apart(text: str, language: str) -> tuple[str, ...]:
    """Korean inflections as the morphemes that they are of: 바꿀 is 바꾸 and ᆯ."""
    return tuple(morpheme for morpheme, _ in _korean(text)) if language == "ko" else dictionary_forms(text, language)


def with_part_of_speech(text: str, language: str) -> tuple[str, ...]:
    """Each Japanese and Korean word with what kind of word it is."""
    tagged = _tagged(text, language)
    return dictionary_forms(text, language) if tagged is None else tuple(f"{word}/{kind}" for word, kind in tagged)


def content_words(text: str, language: str) -> tuple[str, ...]:
    """Without the particles and endings of Japanese and Korean."""
    tagged, kept = _tagged(text, language), {"ja": CONTENT_JA, "ko": CONTENT_KO}.get(language, ())
    return (
        dictionary_forms(text, language)
        if tagged is None
        else tuple(word for word, kind in tagged if kind.startswith(kept))
    )


def first_letters(text: str, language: str) -> tuple[str, ...]:
    """English, Spanish and Portuguese words cut to where their endings begin, more or less."""
    forms = dictionary_forms(text, language)
    return tuple(form[:LETTERS] for form in forms) if language in ("en", "es", "pt") else forms


def _tagged(text: str, language: str) -> Tagged | None:
    return _japanese(text) if language == "ja" else _korean(text) if language == "ko" else None


def _japanese(text: str) -> Tagged:
    return [(node.feature.lemma or node.surface, node.feature.pos1) for node in _taggers()[0](text)]


def _korean(text: str) -> Tagged:
    lines = _taggers()[1].parse(text.replace("\n", " ")).splitlines()
    return [one for line in lines if "\t" in line for one in _morphemes(*line.split("\t", 1))]


def _morphemes(surface: str, features: str) -> Tagged:
    kind, *_, parts = features.split(",")
    if "/" not in parts:
        return [(surface, kind)]
    return [(name, tag) for name, tag, *_ in (part.split("/") for part in parts.split("+"))]


@lru_cache(maxsize=1)
def _taggers() -> tuple[Tagger, KoreanTagger]:
    return Tagger(), KoreanTagger()
