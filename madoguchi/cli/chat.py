"""`madoguchi chat`: the bot in the terminal."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from madoguchi.cli.terminal import complain, plainly, project
from madoguchi.serving.ports import BOT, HOST, PortTaken
from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Died
from madoguchi.serving.training import TrainingFailed

if TYPE_CHECKING:
    from madoguchi.cli.client import Visit

LEAVE = ":q"

Url = Annotated[str | None, typer.Option(help="Where the bot runs; without it, on this machine or started for you.")]
Language = Annotated[str | None, typer.Option(help="The language of the page that the resident comes from.")]


def chat(url: Url = None, language: Language = None) -> None:
    """Talk to the bot in the terminal."""
    import httpx

    from madoguchi.cli.client import Rejected, Website

    with plainly(PortTaken, Died, TrainingFailed, httpx.HTTPError, Rejected):
        try:
            with bot_at(url) as address, Website(address) as website:
                talk(website.open(language))
        except KeyboardInterrupt:
            complain("")


@contextmanager
def bot_at(url: str | None) -> Iterator[str]:
    """The address of a bot: the one given, else one that runs here, else one that is started for this."""
    if url or missing(BOT) is None:
        yield url or f"http://{HOST}:{BOT}"
        return
    with started() as service:
        yield service.address


@contextmanager
def started() -> Iterator[Service]:
    """A bot of one's own, on free ports, that leaves no conversation behind."""
    with TemporaryDirectory(prefix="madoguchi-") as folder:
        service = Service.apart(project(), Path(folder))
        complain("Starting the bot ...")
        with running(service):
            yield service


def talk(visit: Visit) -> None:
    """From the greeting to the end of the input."""
    from madoguchi.cli.client import Rejected

    shown = visit.greeting
    show(shown)
    for line in lines():
        try:
            shown = answer(visit, line, shown)
            show(shown)
        except Rejected as problem:
            complain(f"({problem})")


def lines() -> Iterator[str]:
    """What the resident types, until `:q` or the end of the input."""
    with suppress(ImportError):
        importlib.import_module("readline")  # or a line of Japanese could not be corrected
    with suppress(EOFError):
        while (line := input("\n> ").strip()) != LEAVE:
            if line:
                yield line


def answer(visit: Visit, line: str, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bot's messages to a line, which may be the number of one of the quick replies shown."""
    replies = dict(enumerate(quick_replies(shown), 1))
    chosen = replies.get(int(line)) if line.isdecimal() and len(line) < 3 else None
    messages: list[dict[str, Any]] = (visit.press(chosen["button"]) if chosen else visit.say(line))["messages"]
    return messages


def quick_replies(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [reply for message in messages for reply in message.get("quick_replies") or ()]


def show(messages: list[dict[str, Any]]) -> None:
    """The messages, their telephone numbers, and the quick replies with a number each."""
    for message in messages:
        print(f"\n{message['text']}")
        for phone in message.get("phones") or ():
            print(f"  ☎ {phone['label']}  {phone['number']}")
    for number, reply in enumerate(quick_replies(messages), 1):
        print(f"  [{number}] {reply['title']}")
