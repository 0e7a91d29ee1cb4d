"""What was deleted in the bot's database leaves no byte in the review app's files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.review.bot import Bot

SECRET = "zebrafinch ひみつのことば"
READ_ON = """
import sys
from review.site import start
start.prepare(); start.migrate()
from madoguchi.store.database import Settings
from review.reading.loop import catch_up
from review.reading.source import Source
catch_up(Source(Settings(sys.argv[1])))
"""


def test_deleted_and_unsent_words_are_in_no_file(tmp_path: Path) -> None:
    bot = Bot(Settings(str(tmp_path / "bot.db")))
    for number in range(20):
        bot.ask(f"kept-{number}", f"電話 {number}")
    bot.ask("gone", SECRET)
    bot.ask("unsent", SECRET, known_as="m1")
    _read_on(tmp_path)
    assert _found(tmp_path)
    bot.purge("gone")
    bot.unsend("m1")
    bot.close()
    _read_on(tmp_path)
    assert not _found(tmp_path)


def _read_on(folder: Path) -> None:
    environment = {"MADOGUCHI_REVIEW_DATABASE": str(folder / "review.db"), "MADOGUCHI_REVIEW_SECRET": "only for tests"}
    command = [sys.executable, "-c", READ_ON, str(folder / "bot.db")]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment | {"PYTHONPATH": str(ROOT)}, check=True)


def _found(folder: Path) -> list[str]:
    """The review app's files that hold a part of it: the text, or an entry of the index."""
    parts = [part.encode() for part in ("zebrafinch", "ひみつの", "ひみ")]
    return [file.name for file in folder.glob("review.db*") if any(part in file.read_bytes() for part in parts)]
