"""The widget's files, its words in each locale, and the page's passages."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from madoguchi.content import Content
from madoguchi.rasa.channels.assets import Asset
from madoguchi.replies.words import words

FOLDER = Path(__file__).parents[3] / "widget"
COMMENTS = re.compile(rb"^[ \t]*(//.*|/\*\*.*\*/)$", re.MULTILINE)
"""Lines that are a comment and nothing else. Sent as empty ones, so that errors name the lines that the files have."""
ENTRY = "madoguchi.js"
"""The module that a page names. Its address has no version, so it names that of the others."""


class Widget:
    """What browsers load, made once from the files and the content.

    All but the entry stand below a version, a hash of everything: browsers keep them for good, and never mix two
    releases.
    """

    def __init__(self, content: Content, folder: Path = FOLDER) -> None:
        files = [Asset(path.name, COMMENTS.sub(b"", path.read_bytes())) for path in sorted(folder.glob("*.js"))]
        told = [_json(f"words/{locale}.json", words(content, locale)) for locale in content.locales]
        styles = [Asset(path.name, path.read_bytes()) for path in sorted(folder.glob("demo/*.css"))]
        assets = {asset.name: asset for asset in [*files, *told, *styles, _json("passages.json", _passages(content))]}
        self.version = _version(assets)
        self.entry = _entry(assets.pop(ENTRY), self.version, content)
        self._assets = assets

    @property
    def modules(self) -> list[str]:
        """Those that the entry imports."""
        return [name for name in self._assets if name.endswith(".js")]

    def asset(self, name: str) -> Asset | None:
        return self._assets.get(name)


def _passages(content: Content) -> dict[str, Any]:
    """The page in its own words, which stand behind each answer."""
    page = content.facts.page
    told = {"page": page.id, "updated": page.updated.isoformat(), "passages": dict(content.passages)}
    return told | ({"url": page.url} if page.url else {})


def _json(name: str, value: Any) -> Asset:
    return Asset(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _version(assets: dict[str, Asset]) -> str:
    return hashlib.sha256(b"\0".join(name.encode() + asset.body for name, asset in assets.items())).hexdigest()[:12]


def _entry(entry: Asset, version: str, content: Content) -> Asset:
    """The entry with what it names beside itself, such as "./panel.js", taken from the version's folder.

    Before all of that has arrived, it calls its button by the name that is written into it.
    """
    names = {locale: content.interfaces[locale].widget.open for locale in content.locales}
    named = entry.body.replace(b"({})", f"({json.dumps(names, ensure_ascii=False)})".encode(), 1)
    return Asset(entry.name, re.sub(rb'(["`])\./', rf"\1./{version}/".encode(), named))
