"""Which model belongs to the present data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

CODE = (
    "madoguchi/language",
    "madoguchi/understanding",
    "madoguchi/rasa/importer.py",
    "madoguchi/rasa/nlu",
    "madoguchi/softmax.py",
    "madoguchi/tfidf",
    "requirements.lock",
)
"""What the components of a pipeline are made of."""
INGREDIENTS = ("config.yml", "domain.yml", "data", "content/languages.yml", *CODE)
"""Files and folders, from the project's folder, that a model depends on."""


def fingerprint(root: Path, ingredients: Iterable[str] = INGREDIENTS) -> str:
    """64 hexadecimal digits that change with whatever a model depends on: names and contents, not dates."""
    digest = hashlib.sha256()
    for path in _files(root, ingredients):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        if (root / name).is_dir():
            yield from sorted(path for path in (root / name).rglob("*") if _counts(path))
        elif (root / name).is_file():
            yield root / name


def _counts(path: Path) -> bool:
    return path.is_file() and path.parent.name != "__pycache__" and not path.name.startswith(".")
