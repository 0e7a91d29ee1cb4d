"""One step onwards through the bot's events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from review.reading.models import Gap, Position
from review.reading.source import Batch, Source, Span
from review.reading.taking import take

BATCH = 2000
"""Events in one transaction."""


def step(source: Source, limit: int = BATCH) -> int:
    """Takes over the next events; how many there were.

    They are read before the transaction begins, so that staff wait no longer than the writing takes.
    """
    position, _new = Position.objects.get_or_create(pk=1)
    gaps = list(Gap.objects.order_by("first"))
    batch = source.after(position.last, [Span(gap.first, gap.last) for gap in gaps], limit)
    if batch.ids or any(batch.settled >= gap.horizon for gap in gaps):
        with transaction.atomic():
            return _write(position, gaps, batch)
    return 0


def _write(position: Position, gaps: list[Gap], batch: Batch) -> int:
    """Nothing, if somebody else has written since the position was read."""
    same = Position.objects.filter(pk=position.pk, steps=position.steps)
    if not same.update(steps=position.steps + 1):
        return 0
    take(batch.happenings)
    _settle(gaps, batch)
    _go_on(position, batch)
    return len(batch.ids)


def _go_on(position: Position, batch: Batch) -> None:
    """Moves the position, and keeps an eye on the ids that were passed over."""
    ahead = [one for one in batch.ids if one > position.last]
    if not ahead:
        return
    passed = list(missing(position.last + 1, ahead))
    if batch.horizon != batch.settled:  # or nobody is writing who could still commit one
        Gap.objects.bulk_create(Gap(first=one.first, last=one.last, horizon=batch.horizon) for one in passed)
    position.last = ahead[-1]
    position.save(update_fields=["last"])


def _settle(gaps: Iterable[Gap], batch: Batch) -> None:
    """Drops gaps into which nothing more can come, and cuts the others around what has come."""
    for gap in gaps:
        came = [one for one in batch.ids if gap.first <= one <= gap.last]
        is_settled = batch.settled >= gap.horizon
        if came or is_settled:
            gap.delete()
        if came and not is_settled:
            rest = [*missing(gap.first, came), *after(came[-1], gap.last)]
            Gap.objects.bulk_create(Gap(first=one.first, last=one.last, horizon=gap.horizon) for one in rest)


def missing(first: int, ids: Sequence[int]) -> Iterator[Span]:
    """The spans between the ids, which rise, from the first on."""
    for one in ids:
        if one > first:
            yield Span(first, one - 1)
        first = one + 1


def after(one: int, last: int) -> list[Span]:
    return [Span(one + 1, last)] if one < last else []
