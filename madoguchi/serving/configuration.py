"""What Rasa is told to be: refused where a word of a resident's could get past the privacy gate or the wall."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

CHANNELS = "madoguchi.rasa.channels"
"""Every channel in here masks what comes in by it."""
STORE = "madoguchi.rasa.tracker_store.ConversationStore"
LOCKS = "madoguchi.rasa.lock_store.ConversationLocks"
GENERATOR = "madoguchi.rasa.nlg.ContentGenerator"


def faults(root: Path) -> list[str]:
    """Every fault of `credentials.yml` and `endpoints.yml`, each as `file: key: what is wrong`."""
    return [*_of_channels(root), *_of_endpoints(root)]


def _of_channels(root: Path) -> Iterator[str]:
    file = root / "credentials.yml"
    channels = _read(file)
    if isinstance(channels, str):
        yield channels
    elif not channels:
        yield f"{file.name}: names no channel, so that nobody could talk to the bot"
    else:
        for channel in channels:
            if not str(channel).startswith(CHANNELS + "."):
                yield f"{file.name}: {channel}: a channel without the privacy gate; remove it"
            elif not _exists(root, channel):
                yield f"{file.name}: {channel}: there is no such class"


def _of_endpoints(root: Path) -> Iterator[str]:
    file = root / "endpoints.yml"
    endpoints = _read(file)
    if isinstance(endpoints, str):
        yield endpoints
        return
    for key, wanted, why in (
        ("tracker_store", STORE, "a store without the privacy wall"),
        ("lock_store", LOCKS, "a lock that does not keep a conversation's messages in order"),
        ("nlg", GENERATOR, "answers that do not come from content/"),
    ):
        given = _type(endpoints.get(key))
        if given != wanted:
            yield f"{file.name}: {key}.type: {given or 'missing'}: {why}; it must be {wanted}"
    if "event_broker" in endpoints:
        yield f"{file.name}: event_broker: would send conversations to where they are never deleted; remove it"
    if "nlu" in endpoints:
        yield f"{file.name}: nlu: would send messages to another server; remove it"


def _read(file: Path) -> dict[str, Any] | str:
    """The file's mapping, or what is wrong with it."""
    try:
        # As it is written: once Rasa is loaded, the other loaders fill in environment variables.
        content = YAML(typ="base").load(file.read_text(encoding="utf8"))
    except FileNotFoundError:
        return f"{file.name}: missing"
    except (YAMLError, UnicodeError) as error:
        return f"{file.name}: not YAML: {' '.join(str(error).split())}"
    return content if isinstance(content, dict) else f"{file.name}: not a mapping"


def _type(endpoint: Any) -> str | None:
    return endpoint.get("type") if isinstance(endpoint, dict) else None


def _exists(root: Path, path: str) -> bool:
    """Whether the class is there; looked up without importing it, for Rasa takes seconds to load."""
    module, _, name = path.rpartition(".")
    place = root.joinpath(*module.split("."))
    return any(name in _names(file) for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file())


def _names(file: Path) -> Iterator[str]:
    """The classes of a module, and what it takes over from others."""
    for node in ast.parse(file.read_text(encoding="utf8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
