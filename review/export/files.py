"""The two kinds of file, a piece at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from review.export.cells import cell
from review.export.columns import Column, Row
from review.site.controls import CONTROLS

BOM = "\ufeff"
"""Without it, Excel in Japanese takes UTF-8 for Shift_JIS."""
CSV, LINES = "csv", "jsonl"
TYPES = {CSV: "text/csv; charset=utf-8", LINES: "application/x-ndjson; charset=utf-8"}


class _Echo:
    """Gives back what is written to it."""

    def write(self, written: str) -> str:
        return written


def as_csv(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """RFC 4180, every cell in quotes, so that no text in one ends it early."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield BOM + str(writer.writerow([cell(column.title) for column in columns]))
    for row in rows:
        yield str(writer.writerow([cell((column.words or column.value)(row)) for column in columns]))


def as_lines(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, the values as they are kept; what is not seen is escaped."""
    for row in rows:
        yield _escaped(json.dumps({one.key: one.value(row) for one in columns}, ensure_ascii=False)) + "\n"


def _escaped(written: str) -> str:
    return str(CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def written(kind: str, columns: list[Column[Any]], rows: Iterable[Any]) -> Iterator[str]:
    return as_csv(columns, rows) if kind == CSV else as_lines(columns, rows)
