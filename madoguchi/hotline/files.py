"""A folder of content files, one per language, as objects of one shape."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from madoguchi.content.files import Reader
from madoguchi.content.schema import ContentError

Model = TypeVar("Model", bound=BaseModel)


def load_folder(folder: Path, model: type[Model]) -> dict[str, Model]:
    """Every `<language>.yml` of a folder. Raises ContentError with the faults of all of them."""
    reader = Reader(folder.parent)
    read: dict[str, Model | None] = {
        path.stem: reader.read(f"{folder.name}/{path.name}", model) for path in sorted(folder.glob("*.yml"))
    }
    if not read:
        reader.fault(folder.name, "", "no file <language>.yml")
    if reader.faults:
        raise ContentError(reader.faults)
    return {name: given for name, given in read.items() if given is not None}
