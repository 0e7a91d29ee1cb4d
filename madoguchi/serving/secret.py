"""The secrets that sign session tokens and cookies."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "MADOGUCHI_SECRET"
BYTES = 32


def secret(file: Path, variable: str = VARIABLE) -> str:
    """From the environment, else from the file: made at the first start, readable by its owner alone."""
    if given := os.environ.get(variable):
        return given
    if not file.exists():
        _generate(file)
    return file.read_text(encoding="ascii").strip()


def generated() -> str:
    return secrets.token_urlsafe(BYTES)


def _generate(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(generated() + "\n")
    # Of two first starts at once, one wins, and both read the same secret.
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()
