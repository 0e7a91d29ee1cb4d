"""The facts are those of the page, and stand in one place."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from madoguchi.content import Content, load
from madoguchi.content.parts import load_groups, load_languages
from madoguchi.content.schema import ContentError
from tests.conftest import CONTENT, LANGUAGES, ROOT

FACTS = load(CONTENT).facts
PHONES = list(FACTS.phones.model_dump().values())
HOURS = sorted({hour for span in FACTS.hours.model_dump().values() for hour in span.values()})
HOLDERS = {Path("content/facts.yml"), Path("content/passages.yml")}


def on_the_page(content: Content, passage: str) -> str:
    return unicodedata.normalize("NFKC", content.passages[passage])


PHONES_ON_THE_PAGE = [
    ("hotline_japanese", "P24"),
    ("hotline_foreign", "P25"),
    ("ward_phone", "P27"),
    ("ward_fax", "P27"),
]


@pytest.mark.parametrize(("phone", "passage"), PHONES_ON_THE_PAGE)
def test_a_phone_number_is_that_of_its_passage(content: Content, phone: str, passage: str) -> None:
    assert getattr(content.facts.phones, phone) in on_the_page(content, passage)


HOURS_ON_THE_PAGE = [
    ("weekday", "平 日 {open}~{close}"),
    ("holiday", "土日祝 {open}~{close}(年末年始除く)"),
]


@pytest.mark.parametrize(("day", "line"), HOURS_ON_THE_PAGE)
def test_the_hours_are_those_of_the_page(content: Content, day: str, line: str) -> None:
    span = getattr(content.facts.hours, day)
    written = line.format(open=in_japanese(span.open), close=in_japanese(span.close))
    assert written in on_the_page(content, "P26")


def in_japanese(clock: str) -> str:
    """`20:00` as the page writes it: 午後8時00分."""
    hour, minute = clock.split(":")
    half, shown = ("午前", int(hour)) if int(hour) < 12 else ("午後", int(hour) - 12)
    return f"{half}{shown}時{minute}分"


def test_the_page_is_the_one_that_the_facts_name(content: Content) -> None:
    page = content.facts.page
    day = f"{page.updated.year}年{page.updated.month}月{page.updated.day}日"
    assert on_the_page(content, "P28") == f"ページID:{page.id}\n更新日:{day}"


def test_there_are_all_the_passages_of_the_page(content: Content) -> None:
    assert list(content.passages) == [f"P{number}" for number in range(1, 29)]
    cited = {passage for intent in content.intents.values() for passage in intent.passages}
    assert cited == set(content.passages)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (ROOT / name).is_file() and name not in HOLDERS]


def holding(value: str, names: list[Path]) -> list[str]:
    """The files in which the value stands, not as a part of a longer number."""
    alone = re.compile(rf"(?<![\d.:-]){re.escape(value)}(?![\d-])")
    texts = ((name, (ROOT / name).read_text(encoding="utf8", errors="replace")) for name in names)
    return [str(name) for name, text in texts if alone.search(text)]


@pytest.mark.parametrize("value", [*PHONES, FACTS.page.id])
def test_a_number_of_the_page_stands_in_no_other_file(value: str) -> None:
    assert holding(value, [name for name in tracked() if name.parts[0] != "tests"]) == []


@pytest.mark.parametrize("value", HOURS)
def test_an_hour_of_the_page_stands_in_no_other_file(value: str) -> None:
    """Residents ask about hours, so the training data may name them; locks hold anything."""
    names = [name for name in tracked() if name.parts[0] not in {"tests", "data"} and name.suffix != ".lock"]
    assert holding(value, names) == []


def test_the_languages_can_be_read_alone() -> None:
    assert tuple(load_languages(CONTENT / "languages.yml")) == LANGUAGES


def test_the_groups_can_be_read_alone(content: Content) -> None:
    groups = load_groups(CONTENT / "intents.yml")
    assert groups == {group: list(intents) for group, intents in content.groups.items()}


def test_a_file_read_alone_tells_its_faults(tmp_path: Path) -> None:
    (tmp_path / "languages.yml").write_text("ja: {locales: {}}\n", encoding="utf8")
    with pytest.raises(ContentError) as caught:
        load_languages(tmp_path / "languages.yml")
    assert [fault.partition(": ")[2] for fault in caught.value.faults] == [
        "ja.hotline: Field required",
        "ja.locales: Dictionary should have at least 1 item after validation, not 0",
    ]
