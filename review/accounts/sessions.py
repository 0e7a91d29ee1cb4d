"""How long somebody stays logged in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from madoguchi.serving.daily import Daily
from review.accounts.models import Temporary
from review.audit.actions import EXPIRED
from review.site.auditing import record

IDLE = 30 * 60
"""Seconds without a request."""
ABSOLUTE = 12 * 60 * 60
"""Seconds since the login."""
SAVED_EVERY = 60
"""Seconds: not every request writes when the last one was, so that idle time may end a minute early, never late."""
STARTED, SEEN, MUST_CHANGE = "started", "seen", "must_change_password"
MAY_BEFORE_CHANGE = {"own_password", "logout", "language"}
"""Names of the addresses that are open while the password is one that an administrator gave."""

clock: Callable[[], float] = time.time
daily = Daily(SessionStore.clear_expired)
"""Takes out of the table what nobody can use any more, as Django's `clearsessions` does."""


def on_login(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    request.session[STARTED] = request.session[SEEN] = clock()
    request.session[MUST_CHANGE] = Temporary.objects.filter(user=user).exists()


def end_all(user: User, *, but: str | None = None) -> None:
    """Logs an account out everywhere, but for one session by its key."""
    # Sessions name their user only inside; there are as many as there are staff.
    for session in Session.objects.exclude(session_key=but).iterator():
        if SessionStore().decode(session.session_data).get("_auth_user_id") == str(user.pk):
            session.delete()


def on_rested(**_: Any) -> None:
    daily()


class SessionLimits:
    """Ends sessions that are idle or too old, and leads whoever has a temporary password to change it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._is_over(request):
            record(request, EXPIRED, request.user.get_username())
            logout(request)
            messages.info(request, _("You were logged out: the session had lasted too long or was not used."))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, given: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if request.session.get(MUST_CHANGE) and request.user.is_authenticated and name not in MAY_BEFORE_CHANGE:
            return redirect("own_password")
        return None

    def _is_over(self, request: HttpRequest) -> bool:
        now = clock()
        started, seen = request.session.get(STARTED, 0), request.session.get(SEEN, 0)
        if now - started >= ABSOLUTE or now - seen >= IDLE:
            return True
        if now - seen >= SAVED_EVERY:
            request.session[SEEN] = now
        return False
