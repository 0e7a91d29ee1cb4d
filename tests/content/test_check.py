"""Every fault of the content is told in one line, and all of them together."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.content import ContentError, load
from madoguchi.content.check import check, graphemes, placeholders, utf16_units
from tests.conftest import CONTENT, LOCALES

from .conftest import Edit, append, drop, put, remove, write
from .faults import FAULTS


@pytest.mark.parametrize(("edit", "expected"), FAULTS, ids=[row[1] for row in FAULTS])
def test_a_fault_is_told_in_exactly_one_line(copy: Path, edit: Edit, expected: str) -> None:
    edit(copy)
    assert check(copy) == [f"content/{line}" for line in expected.splitlines()]


FACTS_IN_LANGUAGES = [
    # one answer in each locale, and the fact that is no longer in it
    ("ja", "無料です。", ["foreign_line", "japanese_line"]),
    ("en", "Both are toll-free.", ["foreign_line", "japanese_line"]),
    ("zh-Hans", "都免费：{hotline_japanese}。", ["foreign_line"]),
    ("zh-Hant", "都免費：{hotline_foreign}。", ["japanese_line"]),
    ("ko", "무료입니다: {hotline_foreign}", ["japanese_line"]),
    ("es", "Es gratis: {hotline_japanese}", ["foreign_line"]),
    ("pt", "É grátis: {hotline}", ["japanese_line"]),
]


@pytest.mark.parametrize(("locale", "text", "missing"), FACTS_IN_LANGUAGES, ids=LOCALES)
def test_a_fact_that_an_answer_leaves_out_is_missed_in_every_language(
    copy: Path, locale: str, text: str, missing: list[str]
) -> None:
    put(f"answers/{locale}.yml", "hotline_number.text", text)(copy)
    expected = {f"content/answers/{locale}.yml: hotline_number: does not state {fact}" for fact in missing}
    assert set(check(copy)) == expected


LITERALS = [
    # what facts.yml holds, written out where an editor might
    ("answers/en.yml", "# Call 0120-0178-26", "0120-0178-26"),
    ("answers/ja.yml", "# 03-5246-9022です", "03-5246-9022"),
    ("interface/ko.yml", "# 20:00까지", "20:00"),
    ("interface/ja.yml", "# 17：30まで", "17：30"),
    ("glossary/zh-Hans.yml", "# 9:30", "9:30"),
    ("hours/es.yml", "# página 724012548", "724012548"),
    ("answers/pt.yml", "# 2022-08-12", "2022-08"),
    ("answers/ja.yml", "# 2022年8月12日", "2022年8"),
]


@pytest.mark.parametrize(("name", "line", "found"), LITERALS, ids=[f"{row[0]} {row[2]}" for row in LITERALS])
def test_a_fact_may_stand_nowhere_but_in_the_facts(copy: Path, name: str, line: str, found: str) -> None:
    append(name, line + "\n")(copy)
    number = len((copy / name).read_text(encoding="utf8").splitlines())
    problem = f"{found} is a fact: facts.yml holds it, here goes a placeholder"
    assert check(copy) == [f"content/{name}: line {number}: {problem}"]


def test_all_faults_are_told_together(copy: Path) -> None:
    for edit in (
        put("answers/en.yml", "hotline_cost.title", "Opening hours"),
        drop("answers/ko.yml", "page_source"),
        put("intents.yml", "contact.page_source.passages", ["P99"]),
        put("interface/pt.yml", "handoff.near", "Nada."),
    ):
        edit(copy)
    assert sorted(check(copy)) == [
        "content/answers/en.yml: hotline_hours.title: the same as that of hotline_cost"
        if _first("answers/en.yml", "hotline_cost", "hotline_hours")
        else "content/answers/en.yml: hotline_cost.title: the same as that of hotline_hours",
        "content/answers/ko.yml: page_source: no answer",
        "content/intents.yml: page_source: unknown passage P99",
        "content/interface/pt.yml: handoff.near: placeholders must be topic, as in ja",
    ]


def _first(name: str, one: str, other: str) -> bool:
    text = (CONTENT / name).read_text(encoding="utf8")
    return text.index(f"\n{one}:") < text.index(f"\n{other}:")


def test_faults_of_shape_in_several_files_are_told_together(copy: Path) -> None:
    for edit in (remove("facts.yml"), drop("interface/en.yml", "yes"), write("answers/ja.yml", "[")):
        edit(copy)
    assert [line.split(": ")[0] for line in check(copy)] == [
        "content/facts.yml",
        "content/answers/ja.yml",
        "content/interface/en.yml",
    ]


def test_loading_refuses_content_of_the_wrong_shape_with_all_its_faults(copy: Path) -> None:
    remove("facts.yml")(copy)
    remove("passages.yml")(copy)
    with pytest.raises(ContentError) as caught:
        load(copy)
    assert caught.value.faults == ["content/facts.yml: no such file", "content/passages.yml: no such file"]
    assert str(caught.value) == "\n".join(caught.value.faults)


def test_the_content_of_this_repository_has_no_faults() -> None:
    assert check(CONTENT) == []


COUNTED = [
    # a reader's characters, and LINE's
    ("abc", 3, 3),
    ("か\u3099", 1, 2),
    ("👨‍👩‍👧", 1, 8),
    ("🇯🇵", 1, 4),
    ("한국", 2, 2),
    ("", 0, 0),
]


@pytest.mark.parametrize(("text", "read", "sent"), COUNTED, ids=[repr(row[0]) for row in COUNTED])
def test_characters_are_counted_as_people_and_as_line_count_them(text: str, read: int, sent: int) -> None:
    assert (graphemes(text), utf16_units(text)) == (read, sent)


FIELDS = [
    ("no braces", set()),
    ("{a} and {b}, {a}", {"a", "b"}),
    ("{{not one}}", set()),
    ("{}", {""}),
    ("{a", None),
    ("a}", None),
]


@pytest.mark.parametrize(("text", "found"), FIELDS, ids=[row[0] for row in FIELDS])
def test_placeholders_are_what_stands_in_braces(text: str, found: set[str] | None) -> None:
    assert placeholders(text) == found
