"""Tables as files that Japanese Excel opens right, and in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for Shift_JIS."""
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in either width."""


def defused(value: Any) -> Any:
    """The value; a text that would be a formula gets an apostrophe before it. Numbers stay numbers."""
    is_formula = isinstance(value, str) and value.lstrip(" \u3000").startswith(FORMULA)
    return f"'{value}" if is_formula else value


def lines(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file, line by line."""
    yield BOM + _line(columns)
    for row in rows:
        yield _line(row)


def response(name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The file as a download; the name in ASCII and without its ending."""
    answer = StreamingHttpResponse(lines(columns, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _line(cells: Sequence[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([defused(cell) for cell in cells])
    return written.getvalue()
