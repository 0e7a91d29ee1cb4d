"""A bot of its own that takes as many messages as anybody sends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml import YAML

from madoguchi.serving.process import Program
from madoguchi.serving.service import Service
from madoguchi.store.database import Settings

CHANNEL = "madoguchi.rasa.channels.website.WebsiteInput"
LIMITS = {"messages_per_conversation": "100000 per minute", "sessions_per_address": "100000 per minute"}
FILE = "credentials.yml"


@dataclass(frozen=True)
class Unlimited(Service):
    """With credentials beside its logs, in which the limits are out of reach."""

    @property
    def programs(self) -> tuple[Program, Program]:
        actions, bot = super().programs
        command = [str(self.logs / FILE) if part == FILE else part for part in bot.command]
        return actions, replace(bot, command=command)


def unlimited(folder: Path, server: Settings | None = None, redis: str = "") -> Unlimited:
    """A `Service.apart` in this folder."""
    yaml = YAML()
    channel = yaml.load(Path(FILE))[CHANNEL] | LIMITS
    yaml.dump({CHANNEL: channel}, folder / FILE)
    return Unlimited(**vars(Service.apart(Path.cwd(), folder, server, redis)))
