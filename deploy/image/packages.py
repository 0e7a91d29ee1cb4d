"""What of requirements.lock the image installs: `python deploy/image/packages.py requirements.lock`, the rest printed.

The lock is of everything that is developed with. Each of its entries names who needs it, so what only the tests and
tools need is left out here, and so is TensorFlow with all that only it needs: the bot starts and trains without it
(madoguchi/rasa/left_out.py). Versions and hashes are the lock's own. Needs nothing but Python.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PROJECT = "madoguchi (pyproject.toml)"
LEFT_OUT = frozenset({"keras", "tensorflow", "tensorflow-hub", "tensorflow-text"})

_NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
_NEEDED_BY = re.compile(r"^ +# +(?:via +)?(\S.*)$", re.MULTILINE)


def entries(lock: str) -> Iterator[tuple[str, str]]:
    """Each package with its lines."""
    starts = [found.start() for found in _NAME.finditer(lock)]
    for start, end in zip(starts, [*starts[1:], len(lock)], strict=True):
        entry = lock[start:end]
        yield entry[: entry.index("==")], entry


def needed(lock: str, left_out: Iterable[str] = LEFT_OUT) -> dict[str, str]:
    """The packages that the running programs need, with their lines."""
    known = dict(entries(lock))
    needed_by = {name: set(_NEEDED_BY.findall(entry)) - {"via"} for name, entry in known.items()}
    found = _closure(needed_by, frozenset(left_out))
    return {name: entry for name, entry in known.items() if name in found}


def _closure(needed_by: Mapping[str, set[str]], left_out: frozenset[str]) -> set[str]:
    found = {PROJECT}
    while more := {name for name, users in needed_by.items() if users & found} - found - left_out:
        found |= more
    return found


if __name__ == "__main__":
    sys.stdout.write("".join(needed(Path(sys.argv[1]).read_text(encoding="utf8")).values()))
