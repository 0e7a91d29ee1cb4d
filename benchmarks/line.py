"""`make bench-line`: how fast webhooks are taken in, and whether each event is answered exactly once."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.webhooks import load
from madoguchi.line.database import engine
from madoguchi.serving.ports import free_ports
from madoguchi.serving.service import Service, running
from tests import services
from tests.line import webhooks
from tests.line.platform import Platform, Running
from tests.line.process import TOKEN, Killable
from tests.line.redelivery import Ordeal, outcomes

ROOT = Path(__file__).parents[1]
SECRET = "a channel secret"
RATE = 100
"""Events a second."""
SLOW = 0.3
"""Seconds that each call to LINE takes."""
QUESTIONS = (
    "電話番号は何番ですか",
    "Is it free to call?",
    "信息加密吗",
    "몇 시까지 하나요",
    "¿Quién lo ve?",
    "obrigado",
)
PROCESSES = 2
PATIENCE = 900.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000, help="for the redeliveries; 0 leaves them out")
    parser.add_argument("--seconds", type=int, default=20, help="of webhooks; 0 leaves them out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.seconds:
            webhook_times(Path(folder), given.seconds)
        if given.events:
            redeliveries(Path(folder), given.events)


def webhook_times(folder: Path, seconds: int) -> None:
    """The real bot with its model, LINE's API slow, while it answers what came before."""
    with Running(Platform(TOKEN)) as platform:
        platform.rules.latency = SLOW
        settings = {
            "MADOGUCHI_LINE_SECRET": SECRET,
            "MADOGUCHI_LINE_TOKEN": TOKEN,
            "MADOGUCHI_LINE_API": platform.address,
        }
        service = replace(Service.apart(ROOT, folder), line=settings)
        with running(service):
            took = load(f"{service.address}/webhooks/line/webhook", _deliveries(platform, seconds * RATE), SECRET, RATE)
            answered = sum(platform.got[user] != [] for user in list(platform.got))
    ordered = sorted(took)
    print(f"webhooks at {RATE} a second for {seconds} s, each call to LINE taking {SLOW * 1000:.0f} ms,", end=" ")
    print(f"load {os.getloadavg()[0]:.1f}:")
    print(f"  200 after {statistics.median(ordered) * 1000:.0f} ms in the median,", end=" ")
    print(
        f"{ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms at the 99th percentile, {ordered[-1] * 1000:.0f} ms at most"
    )
    print(f"  {len(took)} taken in, {answered} users answered meanwhile, {len(platform.refused)} calls refused")


def _deliveries(platform: Platform, events: int) -> list[bytes]:
    """One event each, of as many users; its reply token counts from when it is sent."""
    users = [webhooks.user_id(number) for number in range(events)]
    tokens = [platform.issue(user, ahead=number / RATE) for number, user in enumerate(users)]
    return [
        webhooks.body([webhooks.text(user, token, random.choice(QUESTIONS))])
        for user, token in zip(users, tokens, strict=True)
    ]


def redeliveries(folder: Path, events: int) -> None:
    """The channel without Rasa, which would take minutes to start after each kill."""
    with Running(Platform(TOKEN)) as platform, _database(folder) as database:
        processes = [Killable(port, database, platform.address) for port in free_ports(PROCESSES)]
        start = time.monotonic()
        try:
            for process in processes:
                process.start()
            ordeal = Ordeal(platform, processes, events, kills=max(2, events // 500), database=database)
            asyncio.run(ordeal.run())
            _wait(database)
        finally:
            for process in processes:
                process.kill()
        _report(ordeal, database, time.monotonic() - start)


def _wait(database: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while outcomes(database).get(None) and time.monotonic() < deadline:
        time.sleep(0.5)


def _report(ordeal: Ordeal, database: str, took: float) -> None:
    answers = ordeal.answers()
    times = Counter(answers[text] for text in ordeal.texts)
    kind = engine(database).dialect.name
    print(f"{ordeal.events} events in {ordeal.delivered} deliveries to {PROCESSES} processes on {kind},", end=" ")
    print(f"killed {ordeal.killed} times on the way, in {took:.0f} s:")
    print(f"  answered once {times[1]}, not {times[0]}, more than once {sum(times.values()) - times[0] - times[1]}")
    print(f"  outcomes {dict(outcomes(database))}; {len(ordeal.platform.refused)} calls that LINE would refuse")


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """PostgreSQL, where it is installed."""
    try:
        server = services.PostgreSQL(Path(tempfile.mkdtemp(prefix="postgresql-")), **services.DURABLE)
    except BaseException as error:
        if type(error).__name__ != "Skipped":
            raise
        yield f"sqlite:///{folder}/line.db"
        return
    with services.running(server):
        yield str(server.new_database("line").url)


if __name__ == "__main__":
    main()
