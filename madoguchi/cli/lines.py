"""Files of JSON lines: reading them with all their faults at once, and writing them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from madoguchi.cli.terminal import Failure

STANDARD_INPUT = "-"

Line = dict[str, Any]
Fault = str | None


def read(file: str, fault: Callable[[Line], Fault]) -> list[Line]:
    """The file's objects, or standard input's for `-`; blank lines do not count.

    Raises Failure with the number and the fault of every bad line.
    """
    lines = [(number, line) for number, line in enumerate(_lines(file), 1) if line.strip()]
    parsed = [(number, *_parsed(line, fault)) for number, line in lines]
    if faults := [f"{file}: line {number}: {wrong}" for number, _, wrong in parsed if wrong]:
        raise Failure("\n".join(faults))
    return [line for _, line, _ in parsed]


def write(lines: Iterable[Line]) -> None:
    """On standard output, in UTF-8 whatever the terminal's encoding."""
    for line in lines:
        sys.stdout.buffer.write(_encoded(line) + b"\n")
        sys.stdout.buffer.flush()


def _lines(file: str) -> list[bytes]:
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}") from None
    return data.split(b"\n")


def _parsed(line: bytes, fault: Callable[[Line], Fault]) -> tuple[Line, Fault]:
    try:
        parsed = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}, "not JSON in UTF-8"
    if not isinstance(parsed, dict):
        return {}, "not an object"
    return parsed, fault(parsed)


def _encoded(line: Line) -> bytes:
    try:
        return json.dumps(line, ensure_ascii=False).encode("utf8")
    except UnicodeEncodeError:  # a lone surrogate can be escaped in JSON but not be written in UTF-8
        return json.dumps(line).encode("ascii")
