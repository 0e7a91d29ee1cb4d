"""The first page, and those that say what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from review.site.roles import Role, allowed


@allowed(Role.REVIEWER)
def home(request: HttpRequest) -> HttpResponse:
    return redirect("queue")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _wrong(request, 403, _("Your role does not allow this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _wrong(request, 404, _("There is nothing here. It may have been deleted."))


def failed(request: HttpRequest) -> HttpResponse:
    return _wrong(request, 500, _("Something went wrong here. It is in the log; please try again."))


def _wrong(request: HttpRequest, status: int, said: str) -> HttpResponse:
    return render(request, "site/wrong.html", {"said": said, "status": status}, status=status)
