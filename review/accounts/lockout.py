"""Lock-out after failed logins, on top of django-axes.

A name is locked after AXES_FAILURE_LIMIT failures, from wherever they come (OWASP ASVS 2.2.1). An address is locked
after ten times as many, whatever the names: an office shares one, and many may mistype.
"""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SHARED_BY = 10
"""How many times the failures of one name an address may have."""
TOO_MANY_REQUESTS = 429


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts failures by name and by address, each with its own limit."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        by_name, by_address = (_sum(attempts) for attempts in self.get_user_attempts(request, credentials))
        return max(by_name, by_address // SHARED_BY)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Only those on the name: else who has an account could try others' for ever between logins of their own."""
        by_name, _by_address = self.filter_user_attempts(request, credentials)
        return int(by_name.delete()[0])


def _sum(attempts: Any) -> int:
    return attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0


def page(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """The same for names that are there and that are not."""
    return render(request, "accounts/locked.html", status=TOO_MANY_REQUESTS)


def unlock(user: User) -> bool:
    """Lifts a lock-out of the name; whether there were failures to forget."""
    return bool(AccessAttempt.objects.filter(username=user.get_username()).delete()[0])
