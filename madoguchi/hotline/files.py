"""Content files, one per language: read, checked against a model, and all faults told together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


class Strict(BaseModel):
    """A part of a content file: no key may be mistyped, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


class ContentError(ValueError):
    """Everything that is wrong in a folder of content files, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load_folder(folder: Path, model: type[Model]) -> dict[str, Model]:
    """Read every `<language>.yml` of a folder, or raise a `ContentError` with the faults of all of them."""
    loaded: dict[str, Model] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            loaded[path.stem] = model.model_validate(_read(path))
        except (ValidationError, YAMLError) as error:
            faults += [f"{_shown(path)}: {fault}" for fault in _faults(error)]
    if not loaded and not faults:
        faults.append(f"{folder}: no file <language>.yml")
    if faults:
        raise ContentError(faults)
    return loaded


def _read(path: Path) -> Any:
    # YAML 1.2, where `8:05` and `no` are what they look like; a key given twice is an error.
    return YAML(typ="safe", pure=True).load(path)


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _faults(error: ValidationError | YAMLError) -> Iterator[str]:
    if isinstance(error, YAMLError):
        yield " ".join(str(error).split())
        return
    for fault in error.errors():
        place = ".".join(str(part) for part in fault["loc"] if part != "[key]")
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{place}: {message}" if place else message
