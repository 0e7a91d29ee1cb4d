"""What other parts tell, written down. An error here keeps what was told of from happening: nothing goes unseen."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from review.audit import actions
from review.audit.address import client_address
from review.audit.log import append


def on_access(sender: Any, request: HttpRequest | None, action: str, subject: str, details: Any, **_: Any) -> None:
    """`review.site.auditing.accessed`, with what was asked for beside the page's address."""
    if request is None:
        append(action, subject, **details)
        return
    asked = {"asked": {key: request.GET.getlist(key) for key in request.GET}} if request.GET else {}
    how = {} if request.method in (None, "GET") else {"method": request.method}
    _append(request, action, subject, getattr(request, "user", None), **{**how, **asked, **details})


def on_login(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    has_factor = getattr(user, "otp_device", None) is not None
    _append(request, actions.LOGIN, user.get_username(), user, second_factor=has_factor)


def on_logout(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        _append(request, actions.LOGOUT, user.get_username(), user)


def on_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _append(request, actions.LOGIN_FAILED, known(credentials.get("username")), None)


def on_lock_out(sender: Any, request: HttpRequest, username: str | None, **_: Any) -> None:
    _append(request, actions.LOCKED_OUT, known(username), None)


def known(name: Any) -> str:
    """A name that somebody has; else nothing, for people type their password into the wrong field."""
    given = str(name or "").replace("\0", "")
    return given if given and User.objects.filter(username=given).exists() else ""


def _append(request: HttpRequest | None, action: str, subject: str, who: Any, **details: Any) -> None:
    append(action, subject, who=who, address=client_address(request) if request else "", **details)
