"""`madoguchi converse`: plays dialogues through the website channel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from madoguchi.cli import lines
from madoguchi.cli.chat import started
from madoguchi.cli.terminal import plainly
from madoguchi.serving.ports import PortTaken
from madoguchi.serving.supervisor import Died
from madoguchi.serving.training import TrainingFailed

if TYPE_CHECKING:
    from madoguchi.cli.dialogues import Player

File = Annotated[str, typer.Argument(help='JSON lines of {"id","turns":[{"user"}]}; - for standard input.')]
Url = Annotated[str | None, typer.Option(help="Where the bot runs; without it, one is started.")]


def converse(file: File, url: Url = None) -> None:
    """Play the dialogues of FILE through the website channel, and write what was answered to each turn."""
    import httpx

    from madoguchi.cli.client import Rejected

    with plainly(PortTaken, Died, TrainingFailed, httpx.HTTPError, Rejected):
        dialogues = lines.read(file, fault)
        with player(url) as one:
            lines.write(one.play(dialogues))


@contextmanager
def player(url: str | None) -> Iterator[Player]:
    """For the bot at the address, else for one that is started for this and forgets everything."""
    from madoguchi.cli.client import Website
    from madoguchi.cli.dialogues import Player

    if url:
        with Website(url) as website:
            yield Player(website)
        return
    with started() as service, Website(service.address) as website:
        yield Player(website, service.database)


def fault(line: lines.Line) -> lines.Fault:
    turns = line.get("turns")
    if not isinstance(line.get("id"), str):
        return "id must be text"
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        return "turns must be a list of objects"
    wrong = [number for number, turn in enumerate(turns, 1) if not isinstance(turn.get("user"), str)]
    return f"user must be text, in turn {', '.join(map(str, wrong))}" if wrong else None
