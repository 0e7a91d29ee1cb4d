"""Secrets that are mounted as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.serving.environment import BadFile, read_files


def test_a_variable_has_its_value_from_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(" a secret \n")
    variables = {"MADOGUCHI_SECRET_FILE": str(file), "SOMEBODY_FILE": str(file)}
    read_files(variables)
    assert variables == {"MADOGUCHI_SECRET": " a secret ", "SOMEBODY_FILE": str(file)}


def test_an_empty_variable_does_not_stand_against_its_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("word")
    variables = {"MADOGUCHI_DB_PASSWORD": "", "MADOGUCHI_DB_PASSWORD_FILE": str(tmp_path / "password")}
    read_files(variables)
    assert variables == {"MADOGUCHI_DB_PASSWORD": "word"}


FAULTS = {
    "missing": ({"MADOGUCHI_SECRET_FILE": "{folder}/none"}, "MADOGUCHI_SECRET_FILE: the file cannot be read: FileNot"),
    "a folder": ({"MADOGUCHI_SECRET_FILE": "{folder}"}, "MADOGUCHI_SECRET_FILE: the file cannot be read: IsADir"),
    "both": ({"MADOGUCHI_SECRET_FILE": "x", "MADOGUCHI_SECRET": "y"}, "MADOGUCHI_SECRET is set as well"),
}


@pytest.mark.parametrize(("variables", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_by_the_variables_name(variables: dict[str, str], told: str, tmp_path: Path) -> None:
    given = {name: value.format(folder=tmp_path) for name, value in variables.items()}
    with pytest.raises(BadFile, match=told):
        read_files(given)
