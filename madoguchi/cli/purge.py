"""`madoguchi purge`: conversations that are no longer to be kept."""

from __future__ import annotations

import datetime as dt
import os
from typing import Annotated

import typer

from madoguchi.cli.terminal import Failure, plainly, project
from madoguchi.serving.stores import DAYS, FILE, BadSetting, database, days_kept
from madoguchi.store.database import Settings, Unavailable, connect
from madoguchi.store.names import NoReference
from madoguchi.store.purge import purge_older, purge_one

Days = Annotated[
    int | None,
    typer.Option(min=1, help=f"Delete what is older. Without it, MADOGUCHI_KEEP_DAYS; without that, {DAYS}."),
]
Reference = Annotated[str | None, typer.Option(help="Delete this one, whatever its age.")]


def purge(older_than_days: Days = None, conversation: Reference = None) -> None:
    """Delete conversations for good: those too old, or one by its reference."""
    with plainly(BadSetting, Unavailable, NoReference):
        if older_than_days and conversation:
            raise Failure("either --older-than-days or --conversation")
        where = database(os.environ, project() / FILE)
        if conversation:
            _purge_one(where, conversation)
        else:
            _purge_older(where, older_than_days or days_kept(os.environ))


def _purge_one(where: Settings, conversation: str) -> None:
    if not purge_one(connect(where), conversation):
        raise Failure("There is no conversation with this reference.")
    print("Deleted the conversation.")


def _purge_older(where: Settings, days: int) -> None:
    count = purge_older(connect(where), dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=days))
    print(f"Deleted {count} conversations older than {days} days.")
