"""Language tags (BCP 47) as browsers, pages and LINE profiles send them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

TRADITIONAL = {"hant", "tw", "hk", "mo"}
LONGEST = 35
"""RFC 5646, section 4.4.1: room for every tag that is not private."""


@dataclass(frozen=True)
class Choice:
    """A language of ours, and the script for Chinese (ISO 15924)."""

    language: str
    script: str | None = None


def match(tag: str, languages: Collection[str]) -> Choice | None:
    """Our language for a tag: `zh-TW` is Chinese in traditional characters; None for one that we lack."""
    primary, *subtags = tag[:LONGEST].replace("_", "-").casefold().split("-")
    if primary not in languages:
        return None
    if primary != "zh":
        return Choice(primary)
    return Choice(primary, "Hant" if TRADITIONAL & set(subtags) else "Hans")
