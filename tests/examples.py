"""A small reader of the training data, for tests that need a few examples or must look at all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.conftest import LANGUAGES, ROOT

HEAD = re.compile(r"- intent: (\w+)")
LINE = re.compile(r" +- (.+)")


class Example(NamedTuple):
    language: str
    intent: str
    text: str
    place: str
    """File and line."""


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    files = sorted((ROOT / "data/nlu").glob("*/*.yml"))
    return tuple(example for file in files for example in _read(file))


@lru_cache(maxsize=1)
def a_few(each: int = 150) -> tuple[Example, ...]:
    """As many of each language, from all over its files."""
    chosen: list[Example] = []
    for language in LANGUAGES:
        own = [example for example in examples() if example.language == language]
        chosen += own[:: max(1, len(own) // each)][:each]
    return tuple(chosen)


def _read(file: Path) -> Iterator[Example]:
    intent = ""
    for number, line in enumerate(file.read_text(encoding="utf8").splitlines(), 1):
        if head := HEAD.match(line):
            intent = head.group(1)
        elif intent and (found := LINE.match(line)):
            place = f"{file.relative_to(ROOT).as_posix()}:{number}"
            yield Example(file.parent.name, intent, found.group(1).strip(), place)
