"""The files that a new intent or a new language needs, empty; `madoguchi check` says what is to be written.

Existing files are edited as text, so that their comments and their layout stay as their editors left them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
"""A primary language subtag of BCP 47."""
PER_LANGUAGE = ("answers", "calendar", "glossary", "hours", "interface", "outside")
"""Folders of content/ with a file for each language."""
INTENT = "  {name}:\n    passages: []\n    facts: []\n    follow_ups: []\n"
ANSWER = "{name}:\n  title:\n  text:\n"
RULE = "- rule: answer {name}\n  steps:\n  - intent: {name}\n  - action: utter_{name}\n"
EXAMPLES = "- intent: {name}\n  examples: |\n"
TRAINING_DATA = 'version: "3.1"\nnlu:\n'
LANGUAGE = "{code}: {{hotline: {hotline}, locales: {{{code}: {name}}}}}\n"
TO_FILL = "# {name}: all still to be written; `madoguchi check` lists what. The other files show what goes where.\n"

Edit = tuple[Path, str]
"""A file and its new text."""


class Refused(ValueError):
    """The addition makes no sense; the message says why, and nothing was written."""


def add_intent(root: Path, name: str, group: str) -> list[Path]:
    """Adds an intent that the page answers to a group of content/intents.yml.

    Returns the files touched. Raises Refused.
    """
    groups = _read(root / "content/intents.yml")
    _refuse_intent(root, name, group, groups)
    return _write(_intent(root, name, group, last=list(groups[group])[-1]))


def add_language(root: Path, code: str, name: str, hotline: str) -> list[Path]:
    """Adds a language, `name` in its own words, whose speakers call the line `hotline` of content/facts.yml.

    Returns the files touched. Raises Refused.
    """
    languages = _read(root / "content/languages.yml")
    _refuse_language(root, code, name, hotline, languages)
    entry = LANGUAGE.format(code=code, hotline=hotline, name=json.dumps(name, ensure_ascii=False))
    first = next(iter(languages))
    new = [*_content(root, code, name, first), *_training_data(root, code, first)]
    _refuse_overwriting(new)
    return _write([_appended(root / "content/languages.yml", entry), *new])


def _refuse_intent(root: Path, name: str, group: str, groups: dict[str, Any]) -> None:
    if not SNAKE_CASE.fullmatch(name):
        raise Refused(f"{name}: an intent's name is in snake_case, faq_lost_number for example")
    if group not in groups:
        raise Refused(f"{group}: no such group; there are {', '.join(groups)}")
    if name in _read(root / "domain.yml")["intents"] or any(name in intents for intents in groups.values()):
        raise Refused(f"{name}: there is an intent of this name")


def _refuse_language(root: Path, code: str, name: str, hotline: str, languages: dict[str, Any]) -> None:
    phones = _read(root / "content/facts.yml")["phones"]
    if not LANGUAGE_CODE.fullmatch(code):
        raise Refused(f"{code}: a language's code has two or three small letters (BCP 47), vi for example")
    if code in languages:
        raise Refused(f"{code}: there is a language of this code")
    if not name.strip():
        raise Refused(f"{code}: the language needs a name, in its own words")
    if hotline not in phones:
        raise Refused(f"{hotline}: no such telephone line in content/facts.yml; there are {', '.join(phones)}")


def _refuse_overwriting(edits: list[Edit]) -> None:
    if there := [str(path) for path, _ in edits if path.exists()]:
        raise Refused(f"would overwrite {', '.join(there)}")


def _intent(root: Path, name: str, group: str, last: str) -> list[Edit]:
    """The new intent comes after the last one of its group, in each file."""
    answers = sorted((root / "content/answers").glob("*.yml"))
    examples = sorted((root / "data/nlu").glob(f"*/{group}.yml"))
    domain, text = _inserted(root / "domain.yml", f"- {last}", f"- {name}\n")
    return [
        _inserted(root / "content/intents.yml", f"{group}:", INTENT.format(name=name)),
        *(_inserted(path, f"{last}:", ANSWER.format(name=name)) for path in answers),
        *(_appended(path, EXAMPLES.format(name=name)) for path in examples),
        _appended(root / f"data/rules/{group}.yml", RULE.format(name=name)),
        (domain, _after(text, f"- utter_{last}", f"- utter_{name}\n")),
    ]


def _content(root: Path, code: str, name: str, model: str) -> Iterator[Edit]:
    """A file in each folder, with the keys of the model's."""
    for folder in PER_LANGUAGE:
        keys = _emptied(_read(root / f"content/{folder}/{model}.yml"))
        yield root / f"content/{folder}/{code}.yml", TO_FILL.format(name=name) + _yaml(keys)


def _training_data(root: Path, code: str, model: str) -> Iterator[Edit]:
    """A file for each group, with a block for each of the model's intents."""
    for path in sorted((root / f"data/nlu/{model}").glob("*.yml")):
        intents = re.findall(r"^- intent: (\S+)", path.read_text(encoding="utf8"), re.MULTILINE)
        blocks = "".join(EXAMPLES.format(name=intent) for intent in dict.fromkeys(intents))
        yield root / f"data/nlu/{code}/{path.name}", TRAINING_DATA + blocks


def _inserted(path: Path, head: str, entry: str) -> Edit:
    return path, _after(_text(path), head, entry)


def _appended(path: Path, entry: str) -> Edit:
    return path, _text(path) + entry


def _after(text: str, head: str, entry: str) -> str:
    """The text with the entry after the unindented block that the head begins, or at the end if none does."""
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines, 1) if line.split(" #")[0].rstrip() == head), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number][0].isspace()), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return "".join([*lines[:end], entry, *lines[end:]])


def _emptied(value: Any) -> Any:
    """The keys of a file without their values."""
    return {key: _emptied(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(_text(path))


def _text(path: Path) -> str:
    """The text as it is, and with an end to its last line."""
    text = path.read_bytes().decode("utf8")
    return text if text.endswith("\n") else text + "\n"


def _yaml(tree: Any) -> str:
    written = StringIO()
    YAML().dump(tree, written)
    return written.getvalue()


def _write(edits: list[Edit]) -> list[Path]:
    for path, text in edits:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf8"))
    return [path for path, _ in edits]
