"""What leaves a message's language open."""

from __future__ import annotations

import pytest

from madoguchi.language.telling import tells_nothing

OPEN = [
    # Japanese in Latin letters, by whomever
    "mai nambaa",
    "kuyakusho ni denwa shitai",
    "bango wa kawaru?",
    "konnichiwa",
    "pin wasureta, dou suru?",
    "chotto wakarimasen",
    # names and what is international
    "my number",
    "mynumber",
    "ok",
    "ssl?",
    "fax",
    # no words
    "",
    "123",
    "😀",
    "zzz",
    "asdfgh",
    "hahaha",
]
TELLING = [
    "horario",
    "nada que ver",
    "como se usa",
    "tudo no mesmo banco de dados?",
    "what is my number",
    "my number para que serve",
    "wo de haoma",
    "마이넘버",
    "电话",
    "マイナンバー",
    "número",
]


@pytest.mark.parametrize("text", OPEN, ids=[text or "nothing" for text in OPEN])
def test_romaji_names_and_mashed_keys_tell_nothing(text: str) -> None:
    assert tells_nothing(text)


@pytest.mark.parametrize("text", TELLING)
def test_words_of_one_language_tell_it(text: str) -> None:
    assert not tells_nothing(text)
