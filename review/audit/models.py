"""The tables of the audit log. Triggers in the database refuse what the models refuse."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnly(Exception):
    """Nobody changes or deletes what stands in the audit log."""


class Untouchable(models.QuerySet["Entry"]):
    """Rows that can be read, and nothing else."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("a row of the audit log can't be changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("a row of the audit log can't be deleted")

    def bulk_update(self, *args: Any, **given: Any) -> NoReturn:
        raise AppendOnly("a row of the audit log can't be changed")


class Entry(models.Model):
    """One row. Names are written out, so that it says the same whatever becomes of the account."""

    number = models.PositiveBigIntegerField(primary_key=True)
    """From 1 on, without a gap."""
    at = models.DateTimeField()
    account = models.BigIntegerField(null=True)
    """Of whom; none where nobody was logged in."""
    name = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=45, blank=True)
    """Of the network; empty for the command line."""
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=500, blank=True)
    """What was looked at or changed: the page's address, or the account's name."""
    details = models.TextField(default="{}")
    """Canonical JSON as text: a JSON column would not give back the characters that were hashed."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = Untouchable.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["action", "-number"], name="audit_action"),
            models.Index(fields=["name", "-number"], name="audit_name"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **given: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a row of the audit log can't be changed")
        super().save(*args, **given | {"force_insert": True})

    def delete(self, *args: Any, **given: Any) -> NoReturn:
        raise AppendOnly("a row of the audit log can't be deleted")


class Head(models.Model):
    """Where the chain ends. Whoever appends holds this one row, so that there is one chain and no fork."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number}"
