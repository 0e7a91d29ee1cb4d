"""A language model that has learnt from a few examples, and the choice with the names of this repository."""

from __future__ import annotations

import pytest

from madoguchi.content.parts import load_languages
from madoguchi.language.choice import LanguageChoice
from madoguchi.language.identify import LanguageModel
from tests.conftest import CONTENT, LANGUAGES
from tests.examples import a_few


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    learnt = a_few()
    texts, languages = [one.text for one in learnt], [one.language for one in learnt]
    return LanguageModel(LANGUAGES).fit(texts, languages)


@pytest.fixture(scope="session")
def choice() -> LanguageChoice:
    languages = load_languages(CONTENT / "languages.yml")
    return LanguageChoice(list(languages), {code: one.also for code, one in languages.items()})
