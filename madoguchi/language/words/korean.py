"""Korean morphemes by MeCab with mecab-ko-dic, which also parts words that were written without spaces."""

from __future__ import annotations

from functools import lru_cache

from mecab_ko import Tagger

from madoguchi.language.words.word import Word, placed


def words(text: str) -> list[Word]:
    lines = _tagger().parse(text.replace("\n", " ")).splitlines()
    surfaces = (line.partition("\t")[0] for line in lines if "\t" in line)
    return placed(text, ((surface, surface) for surface in surfaces))


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger()
