"""Adding up the days, and how long each figure, its chart and the report take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.core.cache import cache

from benchmarks.review_app.clock import Moment
from benchmarks.review_app.pages import Timing, client, timing
from review.conversations.models import Message
from review.figures.clusters import load
from review.figures.models import Stale
from review.figures.pages import FIGURES
from review.figures.sums import mark, refresh
from review.reading.models import Position


def counted() -> tuple[int, Moment, Moment]:
    """How many days there are; how long it takes to count all of them, and the last of them alone."""
    Position.objects.get_or_create(pk=1)
    import_module("review.figures.migrations.0002_days_before").mark(apps, None)
    latest = Stale.objects.order_by("-day")[0].day
    start = Moment.now()
    days = refresh()
    every = Moment.now().since(start)
    mark([latest])
    start = Moment.now()
    refresh()
    return days, every, Moment.now().since(start)


def timings(times: int) -> Iterator[Timing]:
    """Over a year and over the last month of what there is; nothing is remembered from one time to the next."""
    last = Message.objects.order_by("-at").values_list("at", flat=True)[0].date()
    charts = [f"chart/{name}.svg" for name in FIGURES]
    pages = {"figures": [""], "charts": charts, "unanswered": ["unanswered/"], "unanswered chart": ["unanswered.svg"]}
    reader = client()
    load()  # as the server does when it starts
    for name, days in (("a year", 365), ("a month", 30)):
        asked = f"since={last - dt.timedelta(days=days - 1)}&until={last}"
        for page, addresses in pages.items():
            every = [f"/figures/{one}?{asked}" for one in addresses] * max(2, times // len(addresses) // 3)
            yield timing(reader, f"{page}, {name}", every, before=cache.clear)
    month = f"/figures/report/?month={last:%Y-%m}"
    yield timing(reader, "report of a month", [month] * max(2, times // 3), before=cache.clear)
