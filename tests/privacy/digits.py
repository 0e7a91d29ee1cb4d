"""Looks for numbers in files byte by byte, in whatever width, encoding or grouping they may be there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from madoguchi.evaluation.notations import ENCLOSED, HANGUL, HANZI, WIDTHS

FURTHEST = 8
"""Bytes between two digits of one number."""
_OTHER_ESCAPE = re.compile(rb"\\+u[0-9A-Fa-f]{4}")
_GAP = re.compile(rb"[^0-9]+")


def _spellings() -> Iterator[tuple[bytes, bytes]]:
    for numerals in (*WIDTHS[1:], *HANZI, *HANGUL, *ENCLOSED):
        for value, numeral in enumerate(numerals):
            digit = str(value).encode()
            yield numeral.encode("utf8"), digit
            for escaped in {json.dumps(numeral)[1:-1], json.dumps(numeral)[1:-1].upper().replace("\\U", "\\u")}:
                yield escaped.encode(), digit
                yield escaped.replace("\\", "\\\\").encode(), digit


SPELLINGS = sorted(_spellings(), key=lambda one: -len(one[0]))


def digits(content: bytes) -> bytes:
    """All digits, neighbours side by side, those far apart on lines of their own."""
    for spelt, digit in SPELLINGS:
        content = content.replace(spelt, digit)
    content = _OTHER_ESCAPE.sub(b"~", content)
    # UTF-16 and UTF-32 put nothing but NULs in between, which the gap forgives.
    return _GAP.sub(lambda gap: b"" if len(gap[0]) <= FURTHEST else b"\n", content)


def files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def found(numbers: Iterable[str], paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Each number, by its twelve digits, and the file that it stands in."""
    wanted = list(numbers)
    streams = ((path, digits(path.read_bytes())) for path in paths)
    return [(number, path.name) for path, stream in streams for number in wanted if number.encode() in stream]
