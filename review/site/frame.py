"""What the frame around every page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review.site.roles import Role, role_of


@dataclass(frozen=True)
class Entry:
    """A place of the navigation: the name of its address, what it is called, and who sees it."""

    name: str
    title: str | Promise
    role: Role


ENTRIES = [
    Entry("queue", _("To review"), Role.REVIEWER),
    Entry("search", _("All conversations"), Role.REVIEWER),
    Entry("candidates", _("Learning"), Role.REVIEWER),
    Entry("figures", _("Figures"), Role.REVIEWER),
    Entry("accounts", _("Accounts"), Role.ADMINISTRATOR),
    Entry("audit", _("Audit log"), Role.ADMINISTRATOR),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The navigation of this user, and which of its places this page belongs to."""
    role = role_of(request.user) if hasattr(request, "user") else Role.ANYONE
    here = request.resolver_match.url_name if request.resolver_match else ""
    places = [(entry, _address(entry.name)) for entry in ENTRIES if entry.role <= role]
    return {
        "navigation": [(entry, address, entry.name == here) for entry, address in places if address],
        "role": role,
    }


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
