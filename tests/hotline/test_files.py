"""What is said of mistakes in the files that staff edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.content.schema import ContentError
from madoguchi.hotline.lexicon import load_vocabularies
from madoguchi.hotline.phrases import load_phrases

from .conftest import CONTENT

CALENDAR_FAULTS = [
    # a day lost, a key mistyped, a name lost
    ("ko", "  - [일요일, 일욜, (일)]\n", "", "weekdays: 7 needed, 6 given"),
    ("en", "this_year:", "this_yaer:", "this_yaer: Extra inputs are not permitted"),
    ("es", "  obon: [obón, fiesta de obon]\n", "", "named_days: obon is missing"),
    # a notation with an unknown name, an open bracket, a name twice, and nothing in it
    ("ja", '"{month}/{day}"', '"{mnth}/{day}"', "{mnth} is unknown"),
    ("ja", '"{month}/{day}"', '"{month}/[{day}"', "']' is missing"),
    ("ja", '"{month}/{day}"', '"{day}/{day}"', "a name appears twice"),
    ("ja", '"{month}/{day}"', '"[{day}]"', "may be empty"),
    ("ja", '"{month}/{day}"', '"{month}/{day}]"', "']' has no beginning"),
    # broken YAML
    ("pt", "this_year: [deste ano,", "this_year: [[deste ano,", "pt.yml"),
]


def copied(folder: Path, target: Path, name: str, old: str, new: str) -> None:
    for path in folder.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == name:
            assert old in text
            text = text.replace(old, new, 1)
        (target / path.name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("language", "old", "new", "fault"), CALENDAR_FAULTS)
def test_a_fault_in_a_vocabulary_is_told_with_file_and_key(
    tmp_path: Path, language: str, old: str, new: str, fault: str
) -> None:
    folder = tmp_path / "content" / "calendar"
    folder.mkdir(parents=True)
    copied(CONTENT / "calendar", folder, language, old, new)
    with pytest.raises(ContentError) as error:
        load_vocabularies(folder)
    assert [line for line in error.value.faults if f"content/calendar/{language}.yml: " in line and fault in line]


PHRASE_FAULTS = [
    # a placeholder lost, a placeholder mistyped, a figure, a key mistyped
    ("ja", "{open}から{close}までです", "{open}からです", "{close} is missing"),
    ("ja", "{open}から{close}までです", "{opne}から{close}までです", "{opne} is unknown"),
    ("en", "is open from {open} to", "is open from 9:30, that is {open}, to", "holds a figure"),
    ("ko", "  closed_now:", "  closed:", "sentences.closed_now: Field required"),
    ("pt", "  culture_day: Dia da Cultura\n", "", "holidays: missing or unknown: culture_day"),
]


@pytest.mark.parametrize(("locale", "old", "new", "fault"), PHRASE_FAULTS)
def test_a_fault_in_the_phrases_is_told_with_file_and_key(
    tmp_path: Path, locale: str, old: str, new: str, fault: str
) -> None:
    folder = tmp_path / "content" / "hours"
    folder.mkdir(parents=True)
    copied(CONTENT / "hours", folder, locale, old, new)
    with pytest.raises(ContentError) as error:
        load_phrases(folder)
    assert [line for line in error.value.faults if f"content/hours/{locale}.yml: " in line and fault in line]


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "ja.yml").write_text("weekdays: []\n", encoding="utf-8")
    (tmp_path / "en.yml").write_text("weekdays: [[monday]]\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_vocabularies(tmp_path)
    assert {fault.split(": ")[0].split("/")[-1] for fault in error.value.faults} == {"en.yml", "ja.yml"}


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no file"):
        load_phrases(tmp_path)
