"""`madoguchi check`: what is wrong or still missing."""

from __future__ import annotations

from madoguchi.cli.terminal import Failure, plainly, project


def check() -> None:
    """Say what is wrong or missing in content/ and data/, one fault a line."""
    from madoguchi.cli.faults import faults

    with plainly():
        if found := faults(project()):
            raise Failure("\n".join(found))
    print("content: no faults")
