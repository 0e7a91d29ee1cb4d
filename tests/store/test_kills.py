"""A process that is killed while it writes: what it has acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from madoguchi.store.conversations import Conversations
from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.store.conftest import said, turn

KILLS = 10
LONGEST = 0.2
"""Seconds of writing before the kill."""


def acknowledged(settings: Settings, conversation: str, seconds: float) -> int:
    """How many turns a process said to have written before it was killed."""
    command = [sys.executable, "-m", "tests.store.writer", settings.name, settings.dialect, settings.host]
    writer = subprocess.Popen(
        [*command, settings.user, conversation],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert writer.stdout
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    lines = (first + writer.communicate()[0]).splitlines(keepends=True)
    return sum(line.endswith("\n") for line in lines)


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_acknowledged_before_a_kill_is_kept(store: Conversations, settings: Settings, seed: int) -> None:
    count = acknowledged(settings, "someone", random.Random(seed).uniform(0, LONGEST))
    past = store.past("someone", None)
    assert past is not None
    turns = [f"{kind} {number}" for number in range(count + 1) for kind in ("question", "answer")]
    assert count >= 1
    assert said(past.events) in (turns, turns[:-2]), "one turn may have been written and not yet told of"
    goes_on = store.append(turn(count + 1, "someone"), past.place)
    assert goes_on.version == past.place.version + 1
