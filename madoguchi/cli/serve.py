"""`madoguchi serve` and `madoguchi train`."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli.terminal import Failure, complain, plainly, project
from madoguchi.content.check import check
from madoguchi.serving import configuration
from madoguchi.serving.daily import Daily
from madoguchi.serving.ports import ACTIONS, BOT, METRICS, REVIEW, PortTaken
from madoguchi.serving.service import Service, run_review, running
from madoguchi.serving.stores import BadSetting, days_kept
from madoguchi.serving.supervisor import Died
from madoguchi.serving.training import TrainingFailed, ensure_model
from madoguchi.store.database import Settings, StoreError, connect
from madoguchi.store.purge import purge_older

API = Path("madoguchi/rasa/channels/website.openapi.yml")
"""The description of the website channel's interface."""

Port = Annotated[int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_PORT", help="The bot's port.")]
ActionsPort = Annotated[
    int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_ACTIONS_PORT", help="The action server's port.")
]

MetricsPort = Annotated[
    int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_METRICS_PORT", help="The port of the bot's metrics.")
]
ReviewPort = Annotated[
    int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_REVIEW_PORT", help="The review app's port.")
]


def serve(
    port: Port = BOT,
    actions_port: ActionsPort = ACTIONS,
    metrics_port: MetricsPort = METRICS,
    review_port: ReviewPort = REVIEW,
) -> None:
    """Start the bot, its action server and the review app, and stop all on Ctrl-C."""
    with plainly(PortTaken, Died, TrainingFailed, BadSetting):
        _refuse_faults(project())
        try:
            _serve(Service.of(project(), port, actions_port, metrics_port, review_port))
        except KeyboardInterrupt:
            complain("\nStopped.")


def train() -> None:
    """Train a model, unless there is one for the present data."""
    with plainly(TrainingFailed):
        model = ensure_model(project())
    print(f"The model for the present data is {model.relative_to(Path.cwd())}.")


def _refuse_faults(root: Path) -> None:
    """Rasa would start without a model, or with a channel that nobody guards, and say why only in its log."""
    if faults := [*check(root / "content"), *configuration.faults(root)]:
        raise Failure("\n".join(faults))


def _serve(service: Service) -> None:
    complain("Starting the bot and its action server ...")
    with running(service) as supervisor:
        print(_what_to_open(service), flush=True)
        run_review(service, supervisor)
        print(f"  review app    {service.review}/  (first: madoguchi review create-admin NAME)", flush=True)
        supervisor.watch(meanwhile=Daily(partial(_purge, service.conversations, days_kept(os.environ))))


def _purge(database: Settings, days: int) -> None:
    """Tries again the next day if it fails, and does not keep the bot from running."""
    try:
        purge_older(connect(database), dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=days))
    except StoreError as error:
        complain(f"purge: ERROR {error}")


def _what_to_open(service: Service) -> str:
    lines = ["Madoguchi is ready. Ctrl-C stops it.", f"  open          {service.address}/"]
    lines.append(f"  the bot       {service.address}/webhooks/website")
    if (service.root / API).exists():
        lines.append(f"  its API       {API}")
    talk = "make chat" if service.port == BOT else f"madoguchi chat --url {service.address}"
    lines.append(f"  metrics       {service.metrics}")
    return "\n".join([*lines, f"  talk to it    {talk}", f"  logs          {service.logs.relative_to(service.root)}/"])
