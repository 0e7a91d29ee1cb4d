"""What the commands share: where they run, and how they fail."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer


class Failure(Exception):
    """What the user has to know, instead of a traceback."""


def project() -> Path:
    """The project's folder, which is the present one. Raises Failure if it isn't."""
    if not Path("content").is_dir() or not Path("config.yml").is_file():
        raise Failure("run this in the project's folder; there is no content/ and config.yml here")
    return Path.cwd()


@contextmanager
def plainly(*expected: type[Exception]) -> Iterator[None]:
    """Within, an expected error ends the program with status 1 and its message on standard error."""
    known: tuple[type[Exception], ...] = (Failure, *expected)
    try:
        yield
    except known as error:
        complain(str(error))
        raise typer.Exit(1) from None


@contextmanager
def without_warnings() -> Iterator[None]:
    """Within, nothing is said of deprecations in Rasa and its libraries, which only they could change."""
    with warnings.catch_warnings():
        # Filters would not do: Sanic and Rasa put their own before them.
        warnings.showwarning = lambda *warning, **more: None
        yield


def complain(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
