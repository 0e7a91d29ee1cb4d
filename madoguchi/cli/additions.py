"""`madoguchi add-intent` and `madoguchi add-language`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli.terminal import plainly, project


def add_intent(
    name: Annotated[str, typer.Argument(help="Its name, in snake_case.")],
    group: Annotated[str, typer.Option(help="The group of content/intents.yml that it belongs to.")],
) -> None:
    """Add a question that the page answers: an empty entry in every file that needs one."""
    from madoguchi.content import scaffold

    with plainly(scaffold.Refused):
        _tell(scaffold.add_intent(project(), name, group))


def add_language(
    code: Annotated[str, typer.Argument(help="Its code in BCP 47, vi for example.")],
    name: Annotated[str, typer.Argument(help="Its name in its own words.")],
    hotline: Annotated[str, typer.Option(help="The telephone line of content/facts.yml for its speakers.")],
) -> None:
    """Add a language: every file that it needs, empty."""
    from madoguchi.content import scaffold

    with plainly(scaffold.Refused):
        _tell(scaffold.add_language(project(), code, name, hotline))


def _tell(touched: list[Path]) -> None:
    for path in touched:
        print(path.relative_to(Path.cwd()))
    print("Now fill them in: `madoguchi check` (make check) lists what is still empty.")
