"""A month of conversations in six languages, held with the bot itself, to look at the review app with."""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from madoguchi.cli.client import Rejected, Website
from madoguchi.cli.terminal import complain, plainly
from madoguchi.serving.ports import PortTaken
from madoguchi.serving.service import Service, running
from madoguchi.serving.supervisor import Died
from madoguchi.store.database import Settings, connect
from madoguchi.store.tables import EVENTS

FOLDER = Path("var/demo-review")
MONTH = 30 * 24 * 60 * 60.0
"""Seconds."""
NAME = "demo"
LIKED, DISLIKED = 0.12, 0.08
"""Which share of the conversations ends in an opinion."""


def run(root: Path, port: int, conversations: int) -> None:
    """Throws the demonstration of before away, and serves until Ctrl-C."""
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["MADOGUCHI_REVIEW_DATABASE"] = str(folder / "review.db")
    service = Service.apart(root, folder)
    with plainly(PortTaken, Died, Rejected):
        try:
            complain("Starting the bot ...")
            with running(service):
                _hold(root, service.address, conversations)
            _spread(service.conversations, random.Random(1))
            password = _account()
            with running(replace(service, review_port=port)) as supervisor:
                print(f"http://127.0.0.1:{port}/  name: {NAME}  password: {password}  (Ctrl-C stops it)", flush=True)
                supervisor.watch()
        except KeyboardInterrupt:
            complain("\nStopped.")


def _hold(root: Path, address: str, conversations: int) -> None:
    """The stories that the bot is tested by, in turn; now and then somebody says what they think."""
    from tqdm import tqdm

    from review.site import start

    start.prepare()
    from review.learning.learning import stories

    every = [story for story in stories(root) if story]
    chance = random.Random(20261125)
    chance.shuffle(every)
    with Website(address) as website:
        for number in tqdm(range(conversations), desc="talk", unit="conversation", disable=None):
            _talk(website, every[number % len(every)], chance)


def _talk(website: Website, story: Sequence[Any], chance: random.Random) -> None:
    visit = website.open(story[0].language)
    for question in story:
        visit.say(question.text)
    opinion = chance.random()
    if opinion < LIKED + DISLIKED:
        visit.think(opinion < LIKED)


def _spread(settings: Settings, chance: random.Random) -> None:
    """Moves each conversation to some moment of the month before, most of them to the day."""
    engine = connect(settings)
    with engine.begin() as connection:
        for reference in connection.execute(sa.select(EVENTS.c.sender_id).distinct()).scalars().all():
            _move(connection, reference, _earlier(chance))
    engine.dispose()


def _earlier(chance: random.Random) -> float:
    """Seconds before now; residents ask by day, around two in the afternoon."""
    now = time.time() + 9 * 60 * 60  # in Japan
    midnight = now - now % 86_400
    moment = midnight - 86_400 * chance.randrange(1, 30) + max(0, min(86_000, chance.gauss(14, 4) * 3600))
    return min(now - moment, MONTH)


def _move(connection: Any, reference: str, seconds: float) -> None:
    rows = connection.execute(sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == reference)).all()
    for row in rows:
        event = json.loads(row.data)
        event["timestamp"] = float(event["timestamp"]) - seconds
        moved = {"timestamp": event["timestamp"], "data": json.dumps(event)}
        connection.execute(EVENTS.update().where(EVENTS.c.id == row.id).values(**moved))


def _account() -> str:
    from review.site.start import prepare_with_database

    prepare_with_database()
    from review.site.administrators import create

    password = secrets.token_urlsafe(12)
    create(NAME, password)
    return password
