"""Chinese words by jieba's algorithm and dictionary, which is of simplified characters."""

from __future__ import annotations

import rjieba

from madoguchi.language.words.word import Word, placed


def words(text: str) -> list[Word]:
    return placed(text, ((word, word) for word in rjieba.cut(text) if not word.isspace()))
