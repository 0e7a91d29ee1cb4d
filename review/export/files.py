"""The two kinds of file, a piece at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from review.export.columns import Column, Row
from review.site import csv
from review.site.controls import CONTROLS

CSV, LINES = "csv", "jsonl"
TYPES = {CSV: csv.TYPE, LINES: "application/x-ndjson; charset=utf-8"}


def as_csv(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """A line each, in the words of the page."""
    written = ([(column.words or column.value)(row) for column in columns] for row in rows)
    return csv.lines([column.title for column in columns], written)


def as_lines(columns: list[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, the values as they are kept; what is not seen is escaped."""
    for row in rows:
        yield _escaped(json.dumps({one.key: one.value(row) for one in columns}, ensure_ascii=False)) + "\n"


def _escaped(written: str) -> str:
    return str(CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def written(kind: str, columns: list[Column[Any]], rows: Iterable[Any]) -> Iterator[str]:
    return as_csv(columns, rows) if kind == CSV else as_lines(columns, rows)
