"""`madoguchi serve` and `madoguchi train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli.terminal import Failure, complain, plainly, project
from madoguchi.content.check import check
from madoguchi.serving.ports import ACTIONS, BOT, PortTaken
from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Died
from madoguchi.serving.training import TrainingFailed, ensure_model

API = Path("madoguchi/rasa/channels/website.openapi.yml")
"""The description of the website channel's interface."""

Port = Annotated[int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_PORT", help="The bot's port.")]
ActionsPort = Annotated[
    int, typer.Option(min=1, max=65535, envvar="MADOGUCHI_ACTIONS_PORT", help="The action server's port.")
]


def serve(port: Port = BOT, actions_port: ActionsPort = ACTIONS) -> None:
    """Start the bot and its action server, and stop both on Ctrl-C."""
    with plainly(PortTaken, Died, TrainingFailed):
        _refuse_faulty_content(project())
        try:
            _serve(Service.of(project(), port, actions_port))
        except KeyboardInterrupt:
            complain("\nStopped.")


def train() -> None:
    """Train a model, unless there is one for the present data."""
    with plainly(TrainingFailed):
        model = ensure_model(project())
    print(f"The model for the present data is {model.relative_to(Path.cwd())}.")


def _refuse_faulty_content(root: Path) -> None:
    """Rasa would start without a model, and say why only in its log."""
    if faults := check(root / "content"):
        raise Failure("\n".join(faults))


def _serve(service: Service) -> None:
    complain("Starting the bot and its action server ...")
    with running(service) as supervisor:
        print(_what_to_open(service), flush=True)
        supervisor.watch()


def _what_to_open(service: Service) -> str:
    lines = ["Madoguchi is ready. Ctrl-C stops it.", f"  open          {service.address}/"]
    lines.append(f"  the bot       {service.address}/webhooks/website")
    if (service.root / API).exists():
        lines.append(f"  its API       {API}")
    talk = "make chat" if service.port == BOT else f"madoguchi chat --url {service.address}"
    return "\n".join([*lines, f"  talk to it    {talk}", f"  logs          {service.logs.relative_to(service.root)}/"])
