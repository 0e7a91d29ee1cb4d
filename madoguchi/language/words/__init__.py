"""Words: a tokenizer for each language, by the analyser that its field would choose."""

from __future__ import annotations

from madoguchi.language.words import chinese, japanese, korean, spaced
from madoguchi.language.words.word import Word

TOKENIZERS = {"ja": japanese.words, "zh": chinese.words, "ko": korean.words}
"""Languages without an entry put spaces between their words."""


def words(text: str, language: str) -> list[Word]:
    """The words of a text in a language of ours, in their order."""
    return TOKENIZERS.get(language, spaced.words)(text)


__all__ = ["TOKENIZERS", "Word", "words"]
