"""Tables as files that Japanese Excel opens right, and in which nothing is run and nothing is hidden."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import regex
from django.http import StreamingHttpResponse

from review.site.controls import visible

BOM = "\ufeff"
"""Without it, Excel in Japanese takes UTF-8 for Shift_JIS."""
TYPE = "text/csv; charset=utf-8"
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


class _Echo:
    """Gives back what is written to it."""

    def write(self, written: str) -> str:
        return written


def lines(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file, line by line, titles first (RFC 4180); every cell in quotes, so that no text ends one early."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield BOM + str(writer.writerow(map(cell, columns)))
    for row in rows:
        yield str(writer.writerow(map(cell, row)))


def response(name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The file as a download; the name in ASCII and without its ending."""
    answer = StreamingHttpResponse(lines(columns, rows), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
