"""Reads the whole of `content/`, or says everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from madoguchi.content.files import Reader
from madoguchi.content.model import Content
from madoguchi.content.schema import (
    AnswerText,
    ContentError,
    Facts,
    Intent,
    Interface,
    Language,
    OutsideTopic,
)

PER_LOCALE: dict[str, Any] = {
    "answers": dict[str, AnswerText],
    "interface": Interface,
    "glossary": dict[str, list[str]],
    "outside": dict[str, OutsideTopic],
}


def load(root: Path) -> Content:
    """The content below `root`.

    Raises ContentError with every fault of shape: missing files and keys, unknown keys, wrong types.
    """
    reader = Reader(root)
    content = read(reader)
    if content is None or reader.faults:
        raise ContentError(reader.faults)
    return content


def read(reader: Reader) -> Content | None:
    """What `load` reads; None where a part could not be read, its faults being in the reader."""
    languages: dict[str, Language] | None = reader.read("languages.yml", dict[str, Language])
    locales = [locale for language in (languages or {}).values() for locale in language.locales]
    parts = [
        reader.read("facts.yml", Facts),
        languages,
        reader.read("intents.yml", dict[str, dict[str, Intent]]),
        reader.read("passages.yml", dict[str, str]),
        *(_per_locale(reader, folder, shape, locales) for folder, shape in PER_LOCALE.items()),
    ]
    return None if any(part is None for part in parts) else Content(reader.root, *parts)  # type: ignore[arg-type]


def _per_locale(reader: Reader, folder: str, shape: Any, locales: list[str]) -> dict[str, Any] | None:
    read = {locale: reader.read(f"{folder}/{locale}.yml", shape) for locale in locales}
    return None if None in read.values() else read
