"""Language tags (BCP 47) from browsers, pages and LINE."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.language.tags import Choice, match
from tests.conftest import LANGUAGES

TAGS = [
    # a language alone, with its country, in any case and with either separator
    ("ja", Choice("ja")),
    ("ja-JP", Choice("ja")),
    ("pt-BR", Choice("pt")),
    ("pt-PT", Choice("pt")),
    ("en_US", Choice("en")),
    ("EN-us", Choice("en")),
    ("es-419", Choice("es")),
    ("ko-Kore-KR", Choice("ko")),
    # Chinese has a script, told or meant by the country
    ("zh", Choice("zh", "Hans")),
    ("zh-CN", Choice("zh", "Hans")),
    ("zh-SG", Choice("zh", "Hans")),
    ("zh-Hans-CN", Choice("zh", "Hans")),
    ("zh-TW", Choice("zh", "Hant")),
    ("zh_TW", Choice("zh", "Hant")),
    ("zh-HK", Choice("zh", "Hant")),
    ("zh-MO", Choice("zh", "Hant")),
    ("zh-Hant", Choice("zh", "Hant")),
    ("zh-Hant-TW", Choice("zh", "Hant")),
    # languages that the bot lacks
    ("fr", None),
    ("vi-VN", None),
    ("yue-Hant-HK", None),
    # no tags
    ("", None),
    ("-", None),
    ("*", None),
    ("日本語", None),
    ("english", None),
    ("en;q=0.9", None),
    ("../../ja", None),
]


@pytest.mark.parametrize(("tag", "choice"), TAGS, ids=[row[0] or "nothing" for row in TAGS])
def test_a_tag_is_matched_to_a_language_of_ours(tag: str, choice: Choice | None) -> None:
    assert match(tag, LANGUAGES) == choice


LONG = [
    ("x" * 10_000, None),
    ("-" * 10_000, None),
    ("ja" + "-x" * 5_000, Choice("ja")),
    ("zh-" + "x" * 10_000 + "-TW", Choice("zh", "Hans")),
]


@pytest.mark.parametrize(("tag", "choice"), LONG, ids=["letters", "hyphens", "subtags", "a late country"])
def test_ten_thousand_characters_are_no_trouble(tag: str, choice: Choice | None) -> None:
    assert match(tag, LANGUAGES) == choice


@settings(deadline=None, database=None)
@given(st.text())
def test_whatever_is_sent_is_a_language_of_ours_or_none(tag: str) -> None:
    found = match(tag, LANGUAGES)
    assert found is None or found.language in LANGUAGES
