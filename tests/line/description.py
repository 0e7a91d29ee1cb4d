"""LINE's own OpenAPI description as the judge of our calls; by the variable LINE_OPENAPI, the folder it is in."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

VARIABLE = "LINE_OPENAPI"
BASE = "__base"
COMPONENTS = "#/components/schemas/"


class Description:
    """One file of the description. A schema with a discriminator is judged as what its value names."""

    def __init__(self, file: Path) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._paths = (document := yaml.load(file.read_text("utf8"), loader))["paths"]
        self._schemas = dict(_schemas(document["components"]["schemas"]))

    def faults(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a request, one line each."""
        operation = self.operation(method, path)
        if operation is None:
            return [f"no such operation: {method} {path}"]
        content = (operation.get("requestBody") or {}).get("content") or {}
        schema = (content.get("application/json") or {}).get("schema")
        return self.errors(schema["$ref"].rpartition("/")[2], body) if schema else []

    def errors(self, schema: str, value: Any) -> list[str]:
        found = self._validator(schema).iter_errors(value)
        return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        exact = self._paths.get(path, {}).get(method.lower())
        return exact or next((one for pattern, one in self._patterns(method.lower()) if pattern.fullmatch(path)), None)

    def _patterns(self, method: str) -> Iterator[tuple[re.Pattern[str], dict[str, Any]]]:
        for path, item in self._paths.items():
            if method in item and "{" in path:
                yield re.compile(re.sub(r"\\?\{\w+\\?\}", "[^/]+", path)), item[method]

    @functools.cache  # noqa: B019 one description lives as long as the tests
    def _validator(self, schema: str) -> Any:
        whole = {"$ref": COMPONENTS + schema, "components": {"schemas": self._schemas}}
        return JUDGE(whole, format_checker=FormatChecker())


@functools.cache
def described(name: str) -> Description | None:
    """`messaging-api` or `webhook`; None where the variable is not set."""
    folder = os.environ.get(VARIABLE)
    return Description(Path(folder, f"{name}.yml")) if folder else None


def _schemas(given: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """As JSON Schema: `nullable` by types, discriminators by `cases`, unknown properties refused."""
    split = {name for name, schema in given.items() if "discriminator" in schema}
    for name, schema in given.items():
        plain = _plain(schema, split)
        if name in split:
            yield name + BASE, plain
            yield name, {"cases": schema["discriminator"]}
        elif "properties" in plain or "allOf" in plain:
            yield name, plain | {"unevaluatedProperties": False}
        else:
            yield name, plain


def _cases(validator: Any, cases: dict[str, Any], instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `cases`: an instance is judged as what its discriminator names."""
    kind = instance.get(cases["propertyName"]) if isinstance(instance, dict) else None
    reference = cases["mapping"].get(kind)
    if reference is None:
        yield ValidationError(f"{cases['propertyName']}: none of {', '.join(cases['mapping'])}")
    else:
        yield from validator.descend(instance, {"$ref": reference})


JUDGE = validators.extend(Draft202012Validator, {"cases": _cases})


def _plain(schema: Any, split: set[str]) -> Any:
    if isinstance(schema, list):
        return [_plain(one, split) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _plain(value, split) for key, value in schema.items() if key not in {"discriminator", "nullable"}}
    if "allOf" in schema:  # a part of a whole: that of which it is a case
        plain["allOf"] = [_as_base(one, split) for one in plain["allOf"]]
    if schema.get("nullable") and isinstance(plain.get("type"), str):
        plain["type"] = [plain["type"], "null"]
    return plain


def _as_base(part: dict[str, Any], split: set[str]) -> dict[str, Any]:
    name = part.get("$ref", "").removeprefix(COMPONENTS)
    return {"$ref": COMPONENTS + name + BASE} if name in split else part
