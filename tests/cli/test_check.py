"""`madoguchi check`, `add-intent` and `add-language` as a user meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import REPOSITORY, run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what people edit, and the present folder."""
    for name in ("content", "data"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    for name in ("config.yml", "domain.yml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_this_repository_has_no_faults(project: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "content: no faults\n")


FAULTS = [
    # the file, what is cut out of it, and what is said
    ("content/answers/ko.yml", "faq_penalties:", "content/answers/ko.yml"),
    ("content/hours/pt.yml", "{open}", "content/hours/pt.yml: sentences"),
    ("content/calendar/en.yml", "  - [sunday]\n", "content/calendar/en.yml: weekdays: 7 needed, 6 given"),
]


@pytest.mark.parametrize(("name", "cut", "told"), FAULTS)
def test_a_fault_is_told_on_standard_error_with_its_file(project: Path, name: str, cut: str, told: str) -> None:
    text = (project / name).read_text(encoding="utf8")
    assert cut in text
    (project / name).write_text(text.replace(cut, "", 1), encoding="utf8")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert [line for line in result.stderr.splitlines() if line.startswith(told)]


def test_an_addition_tells_its_files_and_check_then_what_is_empty(project: Path) -> None:
    result = run("add-intent", "faq_lost_number", "--group", "number")
    assert result.exit_code == 0
    assert "content/answers/zh-Hant.yml\n" in result.output
    missed = run("check")
    assert missed.exit_code == 1
    assert "data/nlu/ko/number.yml: faq_lost_number: no examples\n" in missed.stderr


def test_a_language_is_added_with_its_name_and_its_line(project: Path) -> None:
    result = run("add-language", "vi", "Tiếng Việt", "--hotline", "hotline_foreign")
    assert result.exit_code == 0
    assert "content/languages.yml\ncontent/answers/vi.yml\n" in result.output


REFUSED = [
    (("add-intent", "greet", "--group", "number"), "greet: there is an intent of this name\n"),
    (
        ("add-language", "ja", "日本語", "--hotline", "hotline_japanese"),
        "ja: there is a language of this code\n",
    ),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_an_addition_that_makes_no_sense_is_refused_in_one_line(
    project: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("train",), ("serve",), ("add-intent", "faq_a", "--group", "number")],
    ids=lambda arguments: arguments[0],
)
def test_every_command_says_where_to_run_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "run this in the project's folder; there is no content/ and config.yml here\n"
