"""Reading the YAML files, and telling what is wrong in which file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Shape = TypeVar("Shape")


class Reader:
    """Reads files below one folder and gathers all faults, so that an editor sees them all at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[str] = []

    def read(self, name: str, shape: type[Shape] | Any) -> Shape | None:
        """The file as the shape, or None with its faults noted."""
        try:
            return TypeAdapter(shape).validate_python(self._parse(name))  # type: ignore[no-any-return]
        except FileNotFoundError:
            self.fault(name, "", "no such file")
        except UnicodeDecodeError:
            self.fault(name, "", "not UTF-8")
        except YAMLError as error:
            self.fault(name, _line(error), _problem(error))
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                key = ".".join(str(part) for part in one["loc"] if part != "[key]")
                self.fault(name, key, one["msg"].removeprefix("Value error, "))
        return None

    def fault(self, name: str, key: str, problem: str) -> None:
        """Notes one fault as `content/answers/ko.yml: faq_penalties: no answer`."""
        self.faults.append(": ".join(part for part in (f"{self.root.name}/{name}", key, problem) if part))

    def _parse(self, name: str) -> Any:
        return YAML(typ="safe").load((self.root / name).read_text(encoding="utf8"))


def _line(error: YAMLError) -> str:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return f"line {mark.line + 1}" if mark else ""


def _problem(error: YAMLError) -> str:
    return str(error.problem) if isinstance(error, MarkedYAMLError) else "not YAML"
