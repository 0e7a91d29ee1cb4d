"""What a spreadsheet must not take for more than text."""

from __future__ import annotations

import unicodedata
from typing import Any

import regex

from review.site.controls import visible

DANGEROUS = frozenset("=+-@")
"""Excel, LibreOffice and Google Sheets take what begins so for a formula (OWASP, CSV Injection)."""
_BEFORE = regex.compile(r"[\p{White_Space}\p{Cf}\p{Cc}]+")
"""What a program may skip before it looks for a formula."""


def cell(value: Any) -> str:
    """A value as the text of a cell: what would be a formula begins with an apostrophe, controls are named."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return ("'" if is_formula(text) else "") + visible(text)


def is_formula(text: str) -> bool:
    """Also in full width, for an input method or a program may make it narrow; and after spaces."""
    if text.startswith(("\t", "\r", "\n")):
        return True
    before = _BEFORE.match(text)
    first = text[before.end() if before else 0 :][:1]
    return unicodedata.normalize("NFKC", first)[:1] in DANGEROUS if first else False
