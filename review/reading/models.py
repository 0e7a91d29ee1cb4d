"""How far has been read. Written in the same transaction as what was read."""

from __future__ import annotations

from django.db import models


class Position(models.Model):
    """Every event up to this id is taken over, or waits in a gap, or will never be."""

    last = models.BigIntegerField(default=0)
    steps = models.BigIntegerField(default=0)
    """How often it was written: of two that read on from the same place, only one may write."""

    def __str__(self) -> str:
        return f"{self.last}"


class Gap(models.Model):
    """Ids that were passed over: on PostgreSQL, a transaction that has drawn one may commit after later ones."""

    first = models.BigIntegerField()
    last = models.BigIntegerField()
    horizon = models.BigIntegerField()
    """The database's next transaction when the gap was seen: once all before it have ended, nothing more can come."""

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"
