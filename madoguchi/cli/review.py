"""`madoguchi review`: the app in which staff read conversations and correct what the bot understood."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Annotated

import typer

from madoguchi.cli.terminal import Failure, plainly, project
from madoguchi.serving.ports import HOST, REVIEW

app = typer.Typer(help="The app in which staff review conversations.", no_args_is_help=True)

Port = Annotated[int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_REVIEW_PORT", help="The review app's port.")]
Interface = Annotated[str, typer.Option(help="Who may reach it: this machine alone, or 0.0.0.0 in a container.")]


@app.command()
def serve(port: Port = REVIEW, interface: Interface = HOST) -> None:
    """Serve the pages, and nothing else; `madoguchi serve` does that too."""
    _prepare()
    from review.site.server import serve as run

    run(interface, port)


@app.command("read-on")
def read_on() -> None:
    """Take over what residents say as they say it; `madoguchi serve` does that too."""
    _prepare()
    from review.reading.loop import read_on as run
    from review.site.places import bot_database

    run(bot_database(os.environ))


@app.command()
def demo(port: Port = REVIEW, conversations: Annotated[int, typer.Option(min=1, help="How many.")] = 300) -> None:
    """Hold a month of made-up conversations with the bot, apart from the real ones, and serve the app on them."""
    from madoguchi.cli import review_demo

    review_demo.run(project(), port, conversations)


@app.command("create-admin")
def create_admin(name: Annotated[str, typer.Argument(help="The name to log in with.")]) -> None:
    """Create an administrator. The password is asked for, or read from standard input."""
    _prepare()
    from review.site.administrators import Refused, create

    with plainly(Refused):
        create(name, _password())
    print(f"Created the administrator {name}.")


@app.command("verify-audit")
def verify_audit(
    noted: Annotated[str, typer.Option(help="The chain's end as it was noted before: NUMBER:HASH.")] = "",
) -> None:
    """Check the chain of the audit log, and say where it ends; or name the first row that is not as it was written."""
    _prepare()
    from review.audit.verify import Broken, Link, verify

    with plainly(Broken, ValueError):
        last = verify(Link.parsed(noted) if noted else None)
    print(f"{last.number} rows, unbroken. The end, to note down elsewhere: {last}")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
    if first != second:
        raise Failure("The two are not the same.")
    return first


def _prepare() -> None:
    with plainly():
        project()
    from review.site.start import prepare_with_database

    prepare_with_database()
