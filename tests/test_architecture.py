"""The direction of imports, the size of files, and that nothing is without its tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = sorted(path.parent.name for path in ROOT.glob("madoguchi/*/__init__.py"))
CORE = ["content", "hotline", "privacy", "language", "understanding", "replies", "store", "locks", "line"]
FRAMEWORKS = {"rasa", "rasa_sdk", "sanic", "django"}
ALLOWED = {
    # what each part of the core may know of the others
    "content": set(),
    "hotline": {"content"},
    "privacy": {"content"},
    "language": {"softmax", "tfidf"},
    "understanding": {"language", "softmax", "tfidf"},
    "replies": {"content", "hotline"},
    "store": {"privacy"},
    "locks": set(),
    "line": {"content", "privacy"},
}
ABOVE = {ROOT / "madoguchi/content/check.py"}
"""Looks at everything that people edit, the words about the hours too; nothing of the core imports it."""
LONGEST_FILE = 250
SOURCES = sorted(
    path.relative_to(ROOT)
    for folder in ("madoguchi", "actions", "tests", "review", "benchmarks", "deploy")
    for path in (ROOT / folder).rglob("*.py")
)


def modules(package: str) -> list[Path]:
    return sorted((ROOT / "madoguchi" / package).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(package: str) -> set[str]:
    files = [file for file in modules(package) if file not in ABOVE]
    names = [name.split(".") for file in files for name in imported(file)]
    return {name[1] for name in names if name[0] == "madoguchi" and len(name) > 1} - {package}


@pytest.mark.parametrize("package", CORE)
def test_the_core_imports_no_framework(package: str) -> None:
    assert modules(package)
    named = {name.partition(".")[0] for file in modules(package) for name in imported(file)}
    assert named & FRAMEWORKS == set()


@pytest.mark.parametrize("package", CORE)
def test_imports_go_one_way(package: str) -> None:
    assert parts_imported(package) <= ALLOWED[package]


def test_nothing_of_the_core_imports_what_stands_above_it() -> None:
    named = {name for package in CORE for file in modules(package) for name in imported(file)}
    assert not any(name.startswith("madoguchi.content.check") for name in named)


def test_actions_know_rasa_sdk_but_not_rasa() -> None:
    named = {name for file in (ROOT / "actions").glob("*.py") for name in imported(file)}
    assert {name.partition(".")[0] for name in named} & FRAMEWORKS == {"rasa_sdk"}
    assert not any(name.startswith("madoguchi.rasa") for name in named)


@pytest.mark.parametrize("package", [*CORE, "rasa"])
def test_a_package_has_tests_under_its_own_name(package: str) -> None:
    assert package in PACKAGES
    assert list((ROOT / "tests" / package).rglob("test_*.py"))


def test_actions_have_tests_under_their_own_name() -> None:
    assert list((ROOT / "tests/actions").glob("test_*.py"))


@pytest.mark.parametrize("file", SOURCES, ids=str)
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    assert len((ROOT / file).read_text(encoding="utf8").splitlines()) <= LONGEST_FILE


def test_the_review_app_knows_nothing_of_the_bot_but_its_core_and_how_it_is_served() -> None:
    named = {name for file in (ROOT / "review").rglob("*.py") for name in imported(file)}
    assert {name.partition(".")[0] for name in named} & FRAMEWORKS == {"django"}
    assert not any(name.startswith(("madoguchi.rasa", "madoguchi.cli")) for name in named)


def test_nothing_below_the_review_app_imports_it() -> None:
    files = [file for file in (ROOT / "madoguchi").rglob("*.py") if file.parent.name != "cli"]
    named = {name for file in [*files, *(ROOT / "actions").glob("*.py")] for name in imported(file)}
    assert not any(name.partition(".")[0] in {"review", "django"} for name in named)


def test_every_module_says_what_it_is_for() -> None:
    files = [file for folder in ("madoguchi", "review") for file in sorted((ROOT / folder).rglob("*.py"))]
    files = [file for file in files if file.parent.name != "migrations"]
    assert [str(file) for file in files if not ast.get_docstring(ast.parse(file.read_text("utf8")))] == []
