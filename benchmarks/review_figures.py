"""How long the figures take with a million messages: `python -m benchmarks.review_figures [--messages N] [--days N]`.

Fills MADOGUCHI_REVIEW_DATABASE, which must be empty, or a file of its own that is thrown away.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from review.site.places import VARIABLE

SEED = 1
ROUNDS = 5
TURNS = 5
"""Messages in a conversation, the first and every other of them the resident's."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault(VARIABLE, str(Path(folder, "review.db")))
        from review.site import start

        start.prepare()
        start.migrate()
        fill(asked.messages, asked.days)
        count()
        measure()


def fill(count: int, days: int) -> None:
    """Of the residents' messages one in twelve is not understood, one in ten not on the page."""
    from django.db import transaction

    from review.conversations.models import Conversation, Message

    started = time.perf_counter()
    chance = random.Random(SEED)
    for first in range(0, count // TURNS, 2000):
        with transaction.atomic():
            rows = list(conversations(first, min(2000, count // TURNS - first), days, chance))
            written = Conversation.objects.bulk_create([one for one, _messages in rows], batch_size=500)
            messages = [message for _one, said in rows for message in said]
            assert all(one.pk for one in written)
            Message.objects.bulk_create(messages, batch_size=500)
    print(f"filled with {count} messages in {time.perf_counter() - started:.0f} s", flush=True)


def conversations(first: int, count: int, days: int, chance: random.Random) -> Iterator[tuple[object, list[object]]]:
    from review.conversations.intents import content
    from review.conversations.models import Conversation, Message

    names = list(content().intents)
    end = dt.datetime(2026, 11, 25, tzinfo=dt.timezone.utc)
    for number in range(first, first + count):
        at = end - dt.timedelta(seconds=chance.randrange(days * 86_400))
        language, channel = chance.choice(list(content().languages)), chance.choice(["website", "line"])
        outcome = chance.choices(["answered", "fell_back", "handed_off"], [70, 10, 20])[0]
        one = Conversation(
            reference=f"c{number}", started=at, last=at, language=language, channel=channel, outcome=outcome
        )
        said = []
        for turn in range(TURNS):
            intent = chance.choices(["nlu_fallback", "out_of_scope", chance.choice(names)], [8, 10, 82])[0]
            said.append(
                Message(
                    conversation=one,
                    event=number * TURNS + turn,
                    author="resident" if turn % 2 == 0 else "bot",
                    at=at,
                    text="".join(chance.choices("カード申請紛失期限住所変更いつどこ", k=chance.randint(4, 20))),
                    language=language,
                    intent=intent if turn % 2 == 0 else "",
                    helpful=chance.choices([None, True, False], [90, 7, 3])[0],
                )
            )
        yield one, said


def count() -> None:
    """All days at once, as after the first reading; then one of them, as while people write."""
    from importlib import import_module

    from django.apps import apps

    from review.figures.models import Stale
    from review.figures.sums import mark, refresh
    from review.reading.models import Position

    Position.objects.get_or_create(pk=1)
    import_module("review.figures.migrations.0002_days_before").mark(apps, None)
    last = Stale.objects.order_by("-day")[3].day
    started = time.perf_counter()
    print(f"counted {refresh()} days in {time.perf_counter() - started:.1f} s")
    mark([last])
    started = time.perf_counter()
    refresh()
    print(f"counted one day in {time.perf_counter() - started:.2f} s")


def measure() -> None:
    """Milliseconds of each chart and page, over the whole time and over the last month."""
    from django.contrib.auth.models import Group, User
    from django.core.cache import cache
    from django.test import Client

    from review.figures.pages import FIGURES

    staff = User.objects.create_user("benchmark")
    staff.groups.add(Group.objects.get(name="reviewer"))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(staff)
    pages = ["", "unanswered/", "unanswered.svg", "report/?month=2026-10", *(f"chart/{name}.svg" for name in FIGURES)]
    for since in ("2025-11-25", "2026-10-27"):
        print(f"since {since}: ms at the median, the worst, and of CPU")
        for page in pages:
            address = f"/figures/{page}{'&' if '?' in page else '?'}since={since}&until=2026-11-25"
            taken, worked = [], []
            for _ in range(ROUNDS):
                cache.clear()
                began, cpu = time.perf_counter(), time.thread_time()
                assert client.get(address).status_code == 200
                taken.append(1000 * (time.perf_counter() - began))
                worked.append(1000 * (time.thread_time() - cpu))
            print(f"  {page or 'figures':34} {median(taken):6.0f} {max(taken):6.0f} {median(worked):6.0f}")


if __name__ == "__main__":
    main()
