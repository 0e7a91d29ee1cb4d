"""Which changes call for a new model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from madoguchi.serving.fingerprint import fingerprint

FILES = [
    "config.yml",
    "domain.yml",
    "data/nlu/ja/number.yml",
    "data/rules/number.yml",
    "content/languages.yml",
    "madoguchi/language/identify.py",
    "madoguchi/understanding/classifier.py",
    "madoguchi/rasa/importer.py",
    "madoguchi/rasa/nlu/tokenizer.py",
    "madoguchi/softmax.py",
    "madoguchi/tfidf/model.py",
    "requirements.lock",
]
WITHOUT_EFFECT = [
    "content/answers/ja.yml",
    "madoguchi/rasa/nlu/__pycache__/tokenizer.cpython-310.pyc",
    "data/nlu/ja/.number.yml.swp",
    "README.md",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in FILES:
        write(tmp_path / name, name)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("name", FILES)
def test_a_change_in_what_a_model_depends_on_shows(project: Path, name: str) -> None:
    before = fingerprint(project)
    write(project / name, "changed")
    assert fingerprint(project) != before


@pytest.mark.parametrize("name", WITHOUT_EFFECT)
def test_a_change_in_anything_else_does_not(project: Path, name: str) -> None:
    before = fingerprint(project)
    write(project / name, "changed")
    assert fingerprint(project) == before


def test_a_file_under_another_name_shows(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/nlu/ja/number.yml").rename(project / "data/nlu/ja/numbers.yml")
    assert fingerprint(project) != before


def test_dates_and_places_do_not_show(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = fingerprint(project)
    os.utime(project / "config.yml", (0, 0))
    moved = project.rename(tmp_path_factory.mktemp("elsewhere") / "project")
    assert fingerprint(moved) == before
