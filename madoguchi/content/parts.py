"""The languages and the groups of intents alone, for what needs to know no more of the content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from madoguchi.content.files import Reader
from madoguchi.content.schema import ContentError, Intent, Language


def load_languages(file: Path) -> dict[str, Language]:
    """`languages.yml`. Raises ContentError with its faults."""
    languages: dict[str, Language] = _only(file, dict[str, Language])
    return languages


def load_groups(file: Path) -> dict[str, list[str]]:
    """The intents of each group of `intents.yml`. Raises ContentError with its faults."""
    groups: dict[str, dict[str, Intent]] = _only(file, dict[str, dict[str, Intent]])
    return {name: list(intents) for name, intents in groups.items()}


def _only(file: Path, shape: Any) -> Any:
    reader = Reader(file.parent)
    read = reader.read(file.name, shape)
    if read is None:
        raise ContentError(reader.faults)
    return read
