"""What README and CONTRIBUTING name exists, and what the README quotes is what the bot says."""

from __future__ import annotations

import json
import re
import string
import subprocess
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import typer
from ruamel.yaml import YAML

from madoguchi.cli import app
from madoguchi.content import Content
from madoguchi.content.check import LITERAL_FACTS
from madoguchi.privacy.recognisers import RECOGNISERS
from tests.conftest import ROOT

GUIDES = ("README.md", "CONTRIBUTING.md")
DOCUMENTS = (*GUIDES, "CHANGELOG.md")
API = "madoguchi/rasa/channels/website.openapi.yml"
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE = re.compile(r"[\w.<>*-]+(?:/[\w.<>*-]+)*/?")
SUFFIXES = (".md", ".yml", ".py", ".toml", ".lock", ".svg")
TARGET = re.compile(r"\bmake ([a-z-]+)")
COMMAND = re.compile(r"(?:^|[^/.\w])(?:-m )?madoguchi ([a-z][a-z-]+)")
VARIABLE = re.compile(r"\bMADOGUCHI_[A-Z_]+\b")
SOURCES = ("madoguchi/**/*.py", "review/**/*.py", "*.yml", "Makefile")
BOT = re.compile(r"^> \*\*Madoguchi:\*\* (.+)$", re.MULTILINE)


def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf8")


def code(document: str) -> str:
    """Everything in a document that is set as code."""
    return "\n".join(CODE.findall(text(document)))


def named(documents: tuple[str, ...], pattern: re.Pattern[str]) -> list[Any]:
    return sorted({(document, name) for document in documents for name in pattern.findall(code(document))})


def places(document: str) -> Iterator[str]:
    """The files and folders that a document names; `<language>` and the like stand for any."""
    for inline in CODE.findall(text(document)):
        for word in inline.strip("`").split():
            found = PLACE.fullmatch(word.strip("[](),:;\"'"))
            if found and (found[0].endswith(("/", *SUFFIXES)) or found[0] in {"Makefile", ".ci/run"}):
                yield found[0]
    yield from (link for link in LINK.findall(text(document)) if "://" not in link and link[0] != "#")


def is_ignored(place: str) -> bool:
    """Whether it is made when the bot runs, and kept out of version control."""
    asked = ["git", "check-ignore", "--quiet", place]
    return subprocess.run(asked, cwd=ROOT, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(("document", "place"), sorted({(one, place) for one in GUIDES for place in places(one)}))
def test_every_file_and_folder_exists(document: str, place: str) -> None:
    assert any(ROOT.glob(re.sub(r"<\w+>", "*", place).rstrip("/"))) or is_ignored(place)


@pytest.mark.parametrize(("document", "target"), named(GUIDES, TARGET))
def test_every_make_target_exists(document: str, target: str) -> None:
    assert re.search(rf"^{target}:.*## ", text("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
def test_every_make_target_is_told_of(target: str) -> None:
    assert any(f"make {target}" in code(document) for document in GUIDES)


@pytest.mark.parametrize(("document", "command"), named(GUIDES, COMMAND))
def test_every_command_exists(document: str, command: str) -> None:
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]


def variables() -> set[str]:
    """The environment variables that the code and the configuration read."""
    files = {path for pattern in SOURCES for path in ROOT.glob(pattern)}
    return {name for path in files for name in VARIABLE.findall(path.read_text(encoding="utf8"))}


def test_every_environment_variable_is_told_of_and_exists() -> None:
    assert set(VARIABLE.findall(text("README.md"))) == variables()
    assert set(VARIABLE.findall(text("CONTRIBUTING.md"))) <= variables()


def test_every_recogniser_is_told_of() -> None:
    assert all(f"`{recogniser.name}`" in text("README.md") for recogniser in RECOGNISERS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_facts_of_the_page_are_left_to_the_content(document: str) -> None:
    assert not LITERAL_FACTS.findall(text(document))


def api() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(ROOT / API))


def test_every_path_of_the_website_channel_exists() -> None:
    told = set(re.findall(r"(?:\$site|/webhooks/website)(/\w+)", text("README.md")))
    assert told == {"/" + path.split("/")[3] for path in api()["paths"]}


def test_what_the_examples_send_is_as_the_channel_wants_it() -> None:
    schemas = api()["components"]["schemas"]
    sent = re.findall(r"-d '(\{.*\})'", text("README.md"))
    forms = [schemas["MessageRequest" if "id" in json.loads(body) else "SessionRequest"] for body in sent]
    assert forms == [schemas["SessionRequest"], schemas["MessageRequest"]]
    for body, form in zip(sent, forms, strict=True):
        jsonschema.validate(json.loads(body), {"components": {"schemas": schemas}} | form)


def sayable(content: Content) -> list[re.Pattern[str]]:
    """Every line that the content can make the bot say; a placeholder matches whatever it may hold."""
    texts = [*_strings([one.model_dump() for one in content.interfaces.values()])]
    for answers in content.texts.values():
        texts += [filled for answer in answers.values() for filled in (answer.text, answer.more) if filled]
    return [_pattern(line) for one in texts for line in one.split("\n")]


def _strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _strings(inner)


def _pattern(template: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(template.strip())
    return re.compile("".join(re.escape(before) + (".+" if field else "") for before, field, _, _ in parts))


@pytest.mark.parametrize("line", BOT.findall(text("README.md")))
def test_every_line_of_the_bot_is_what_it_says(content: Content, line: str) -> None:
    assert any(pattern.fullmatch(line) for pattern in sayable(content))
