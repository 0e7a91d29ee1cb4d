"""`madoguchi line`: what LINE must be told about once."""

from __future__ import annotations

import asyncio
import os

import typer

from madoguchi.cli.terminal import Failure, plainly, project

app = typer.Typer(no_args_is_help=True, help="Set up the LINE channel.")


@app.callback()
def line() -> None:
    """Set up the LINE channel."""


@app.command("set-up")
def set_up() -> None:
    """Draw the rich menus in all languages and give them to LINE, in place of those of before."""
    import aiohttp
    from linebot.v3.messaging import ApiException

    from madoguchi.content import ContentError, load
    from madoguchi.line.pictures import NoTypeface
    from madoguchi.line.set_up import set_up
    from madoguchi.line.settings import API, TOKEN

    with plainly(ContentError, NoTypeface):
        token = os.environ.get(TOKEN, "").strip()
        if not token:
            raise Failure(f"{TOKEN}: set it to the channel access token")
        try:
            address = os.environ.get(API, "").strip().rstrip("/") or None
            asyncio.run(set_up(load(project() / "content"), token, address, print))
        except ApiException as error:
            raise Failure(f"LINE refused with status {error.status}: {error.reason}") from None
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise Failure(f"LINE was not reached ({type(error).__name__})") from None
