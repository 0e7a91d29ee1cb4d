"""The faults of all that people edit: the content, the words of the hours, the training data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from madoguchi.content.check import check
from madoguchi.content.schema import ContentError
from madoguchi.hotline.lexicon import load_vocabularies
from madoguchi.hotline.phrases import load_phrases

WITHOUT_EXAMPLES = re.compile(r"^- intent: (\S+)\n  examples: \|\n(?! +- )", re.MULTILINE)


def faults(root: Path) -> list[str]:
    """Every fault below the project's folder, each as `file: key: what is wrong`."""
    return [*check(root / "content"), *_of_hours(root / "content"), *_of_training_data(root)]


def _of_hours(content: Path) -> Iterator[str]:
    for folder, load in (("calendar", load_vocabularies), ("hours", load_phrases)):
        try:
            load(content / folder)
        except ContentError as error:
            yield from error.faults


def _of_training_data(root: Path) -> Iterator[str]:
    for path in sorted(root.glob("data/nlu/*/*.yml")):
        name = path.relative_to(root).as_posix()
        for intent in WITHOUT_EXAMPLES.findall(path.read_text(encoding="utf8")):
            yield f"{name}: {intent}: no examples"
