"""The languages alone, for what needs to know no more of the content."""

from __future__ import annotations

from pathlib import Path

from madoguchi.content.files import Reader
from madoguchi.content.schema import ContentError, Language


def load_languages(file: Path) -> dict[str, Language]:
    """`languages.yml`. Raises ContentError with its faults."""
    reader = Reader(file.parent)
    languages: dict[str, Language] | None = reader.read(file.name, dict[str, Language])
    if languages is None:
        raise ContentError(reader.faults)
    return languages
