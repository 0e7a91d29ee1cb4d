"""A copy of the content that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import CONTENT

Edit = Callable[[Path], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


def put(name: str, key: str, value: Any) -> Edit:
    """Sets one key of one file, `faq_penalties.title` for example."""

    def edit(root: Path) -> None:
        tree = _read(root / name)
        _holder(tree, key)[key.rpartition(".")[2]] = value
        _write(root / name, tree)

    return edit


def drop(name: str, key: str) -> Edit:
    """Takes one key out of one file."""

    def edit(root: Path) -> None:
        tree = _read(root / name)
        del _holder(tree, key)[key.rpartition(".")[2]]
        _write(root / name, tree)

    return edit


def remove(name: str) -> Edit:
    return lambda root: (root / name).unlink()


def write(name: str, text: str | bytes) -> Edit:
    return lambda root: _overwrite(root / name, text)


def append(name: str, text: str) -> Edit:
    return lambda root: _overwrite(root / name, (root / name).read_text(encoding="utf8") + text)


def _holder(tree: Any, key: str) -> Any:
    for part in key.split(".")[:-1]:
        tree = tree[part]
    return tree


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf8"))


def _write(path: Path, tree: Any) -> None:
    yaml = YAML(typ="safe")
    yaml.allow_unicode, yaml.width, yaml.sort_base_mapping_type_on_output = True, 10_000, False
    yaml.dump(tree, path)


def _overwrite(path: Path, text: str | bytes) -> None:
    path.write_bytes(text.encode("utf8") if isinstance(text, str) else text)
