"""`python -m benchmarks.review_app` fills a database of each kind and times the pages on it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.review_app.made_up import MESSAGES

VARIABLE, BOT = "MADOGUCHI_REVIEW_DATABASE", "MADOGUCHI_DB"
TAKEN_OVER = 5000
"""Conversations; the others are copies."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=60, help="of each kind of page")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    if given.here:
        _measure(given.messages, given.times)
        return
    if given.only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            _apart("SQLite", {VARIABLE: str(Path(folder, "review.db")), BOT: str(Path(folder, "bot.db"))})
    if given.only != "sqlite":
        _on_postgresql()


def _on_postgresql() -> None:
    from tests.services import DURABLE, PostgreSQL, open_folder, running

    with open_folder() as folder, running(PostgreSQL(folder, **DURABLE)) as server:
        review, bot = (server.new_database(name) for name in ("review", "bot"))  # type: ignore[attr-defined]
        where = {VARIABLE: f"postgresql://{review.user}@{review.host}/review", BOT: "bot"}
        _apart("PostgreSQL", where | {f"{BOT}_DIALECT": bot.dialect, f"{BOT}_HOST": bot.host, f"{BOT}_USER": bot.user})


def _apart(name: str, databases: dict[str, str]) -> None:
    print(f"{name}, load {os.getloadavg()[0]:.1f}", flush=True)
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.review_app", "--here", *sys.argv[1:]],
        env=os.environ | databases | {"MADOGUCHI_REVIEW_SECRET": "only for this"},
        check=True,
    )


def _measure(messages: int, times: int) -> None:
    from review.site import start

    start.prepare()
    start.migrate()
    from benchmarks.review_app import figures, filling, pages, reading
    from review.site.places import bot_database

    conversations = messages // MESSAGES
    some = min(TAKEN_OVER, conversations)
    print(f"  reading on: {reading.read(bot_database(os.environ), some)}", flush=True)
    filling.copy(conversations // some)
    for one in pages.timings(times):
        print(f"  {one}", flush=True)
    days, every, single = figures.counted()
    print(f"  counting {days} days: {every}; the last of them: {single}", flush=True)
    for one in figures.timings(times):
        print(f"  {one}", flush=True)
    print(f"  load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
