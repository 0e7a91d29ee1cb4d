"""`python -m benchmarks.review_app` fills a database of each kind and times the pages on it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.review_app.made_up import MESSAGES

VARIABLE = "MADOGUCHI_REVIEW_DATABASE"
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
            _apart("SQLite", str(Path(folder, "review.db")))
    if given.only != "sqlite":
        _on_postgresql()


def _on_postgresql() -> None:
    from tests.services import HOST, USER, PostgreSQL, open_folder, running

    with open_folder() as folder, running(PostgreSQL(folder)) as server:
        server.new_database("review")  # type: ignore[attr-defined]
        _apart("PostgreSQL", f"postgresql://{USER}@{HOST}:{server.port}/review")


def _apart(name: str, database: str) -> None:
    print(f"{name}, load {os.getloadavg()[0]:.1f}", flush=True)
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.review_app", "--here", *sys.argv[1:]],
        env=os.environ | {VARIABLE: database, "MADOGUCHI_REVIEW_SECRET": "only for this"},
        check=True,
    )


def _measure(messages: int, times: int) -> None:
    from review.site import start

    start.prepare()
    start.migrate()
    from benchmarks.review_app.filling import fill
    from benchmarks.review_app.pages import timings

    conversations = messages // MESSAGES
    some = min(TAKEN_OVER, conversations)
    print(f"  taken over: {fill(some, conversations // some):.0f} messages a second", flush=True)
    for one in timings(times):
        told = f"median {one.median:6.1f} ms, p95 {one.p95:6.1f} ms, on the processor {one.processor_p95:6.1f} ms"
        print(f"  {one.name:25} {told}; slowest {one.slowest}", flush=True)


if __name__ == "__main__":
    main()
