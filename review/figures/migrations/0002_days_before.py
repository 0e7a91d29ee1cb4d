"""What was read before there were figures is to be counted too."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import migrations
from django.db.models import Max, Min


def mark(apps: Any, schema_editor: Any) -> None:
    span = apps.get_model("conversations", "Conversation").objects.aggregate(first=Min("started"), last=Max("last"))
    if span["first"] is None:
        return
    # A day more at either end, since days begin earlier in Japan.
    first, last = (span[edge].date() + dt.timedelta(days=more) for edge, more in (("first", -1), ("last", 1)))
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    stale = apps.get_model("figures", "Stale")
    stale.objects.bulk_create([stale(day=day) for day in days], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_tables"), ("conversations", "0003_language_of_judgements")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
