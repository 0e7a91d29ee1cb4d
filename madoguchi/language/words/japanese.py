"""Japanese words by MeCab with UniDic."""

from __future__ import annotations

from functools import lru_cache

from fugashi import Tagger

from madoguchi.language.words.word import Word, placed


def words(text: str) -> list[Word]:
    return placed(text, ((node.surface, node.feature.lemma or node.surface) for node in _tagger()(text)))


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger()
