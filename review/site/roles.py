"""Who may do what. A view that says nothing of it is refused to everybody."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from review.site.auditing import DENIED, record

View = TypeVar("View", bound=Callable[..., Any])


class Role(enum.IntEnum):
    """Each may what those before it may. All but ANYONE and NOBODY are groups of users."""

    ANYONE = 0
    REVIEWER = 1
    EDITOR = 2
    ADMINISTRATOR = 3
    NOBODY = 99

    @property
    def group(self) -> str:
        return self.name.lower()


GROUPS = (Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR)


def allowed(role: Role, *, audit: str | None = None) -> Callable[[View], View]:
    """The view is for this role and those above it; `audit` names what is recorded before it shows anything."""

    def mark(view: View) -> View:
        @functools.wraps(view)
        def marked(*args: Any, **given: Any) -> Any:
            return view(*args, **given)

        marked.role, marked.audit = role, audit  # type: ignore[attr-defined]
        return cast(View, marked)

    return mark


def role_of(user: Any) -> Role:
    """The highest role of a user; ANYONE for who is not logged in or in no group."""
    if not user.is_authenticated:
        return Role.ANYONE
    if not hasattr(user, "_role"):
        names = set(user.groups.values_list("name", flat=True))
        user._role = max((role for role in GROUPS if role.group in names), default=Role.ANYONE)
    return Role(user._role)


class OnlyAllowed:
    """Refuses what is not allowed, and records what is about to be shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, given: dict[str, Any]
    ) -> HttpResponse | None:
        needed: Role = getattr(view, "role", Role.NOBODY)
        if role_of(request.user) < needed:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            record(request, DENIED, request.path)
            raise PermissionDenied
        if action := getattr(view, "audit", None):
            record(request, action, request.path)
        return None
