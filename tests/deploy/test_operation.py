"""docs/operation.md tells of every metric and every log event, and names only what there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml

from madoguchi.cli import app
from madoguchi.rasa.metrics import REGISTRY
from tests.conftest import ROOT
from tests.test_docs import PLACE, SUFFIXES, TARGET, VARIABLE, is_ignored, text, variables

DOCUMENT = "docs/operation.md"
OURS = re.compile(r"(?:`|-m )madoguchi ([a-z][a-z-]+)")
SPEAKS = {"debug", "info", "warning", "error", "exception", "critical"}


def first_column(section: str) -> set[str]:
    """What the table of a section tells of."""
    [part] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", text(DOCUMENT), re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))


def logged() -> Iterator[str]:
    """The words of every line that our own code logs."""
    for folder in ("madoguchi", "review", "actions"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield from _logged(file)


def _logged(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKS:
            speaker = ast.unparse(node.func.value)
            if speaker.startswith(("logger", "logging.getLogger")):
                [said, *_] = node.args
                # A fault at the start, which the last paragraph tells of.
                if not isinstance(said, ast.Name):
                    yield ast.literal_eval(said)


def test_every_log_event_is_told_of_and_exists() -> None:
    assert first_column("Log events") == set(logged())


def test_every_metric_is_told_of_and_exists() -> None:
    names = {metric.name + ("_total" if metric.type == "counter" else "") for metric in REGISTRY.collect()}
    assert first_column("Metrics") == names


def test_every_alert_is_told_of_and_exists() -> None:
    groups = yaml.safe_load((ROOT / "deploy/prometheus/rules.yaml").read_text("utf8"))["groups"]
    assert first_column("Alerts") == {rule["alert"] for group in groups for rule in group["rules"]}


def test_every_secret_is_told_of_and_exists() -> None:
    secrets = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf8"))["secrets"]
    [part] = re.findall(r"^### Secrets\n(.*?)^### ", text(DOCUMENT), re.MULTILINE | re.DOTALL)
    told = {name for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}
    assert told == secrets.keys()


def places() -> set[str]:
    words = {word.strip("`(),.:;") for code in re.findall(r"`[^`\n]+`", text(DOCUMENT)) for word in code.split()}
    named = {word for word in words if PLACE.fullmatch(word) and word.endswith(("/", *SUFFIXES, ".yaml", ".json"))}
    return {word for word in named if "/" in word and not word.startswith("/")}


@pytest.mark.parametrize("place", sorted(places()))
def test_every_file_and_folder_exists(place: str) -> None:
    assert (ROOT / place).exists() or is_ignored(place)


def test_every_command_target_and_variable_exists() -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text(DOCUMENT), re.DOTALL))
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(OURS.findall(code)) <= commands.keys()
    for target in TARGET.findall(code):
        assert re.search(rf"^{target}:.*## ", text("Makefile"), re.MULTILINE)
    assert set(VARIABLE.findall(text(DOCUMENT))) - {"MADOGUCHI_IMAGE"} <= variables()
