"""What everybody does with their own account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review.accounts import factor, sessions
from review.accounts.login import CodeForm
from review.accounts.models import Temporary
from review.audit.actions import FACTOR_ADDED, FACTOR_REMOVED, PASSWORD_CHANGED
from review.site.auditing import record
from review.site.roles import Role, allowed


@allowed(Role.REVIEWER)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/own.html", {"has_factor": factor.device_of(_user(request)) is not None})


@allowed(Role.REVIEWER)
def password(request: HttpRequest) -> HttpResponse:
    """A changed password ends every session but this one, which gets a new key."""
    form = PasswordChangeForm(_user(request), request.POST or None)
    form.label_suffix = ""
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            Temporary.objects.filter(user=_user(request)).delete()
            record(request, PASSWORD_CHANGED, _user(request).get_username())
        update_session_auth_hash(request, _user(request))
        request.session[sessions.MUST_CHANGE] = False
        sessions.end_all(_user(request), but=request.session.session_key)
        messages.success(request, _("The password is changed. Everywhere else you are logged out."))
        return redirect("account")
    must = request.session.get(sessions.MUST_CHANGE, False)
    return render(request, "accounts/password.html", {"form": form, "must": must})


@allowed(Role.REVIEWER)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Shows the secret until a code proves that the app has it."""
    user = _user(request)
    if factor.device_of(user) is not None:
        return redirect("account")
    form = CodeForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            is_right = factor.confirm(user, form.cleaned_data["code"])
            if is_right:
                record(request, FACTOR_ADDED, user.get_username())
        if is_right:
            sessions.end_all(user, but=request.session.session_key)
            messages.success(request, _("From now on each login asks for a code."))
            return redirect("account")
        form.add_error("code", _("That code is not right, or was used before. Wait for the next one."))
    return render(request, "accounts/second_factor.html", {"form": form, "secret": factor.secret(factor.begun(user))})


@allowed(Role.REVIEWER)
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """The QR code, as long as it is not confirmed: afterwards nobody sees the secret again."""
    if factor.device_of(_user(request)) is not None:
        return redirect("account")
    return HttpResponse(factor.picture(factor.begun(_user(request))), content_type="image/svg+xml")


@allowed(Role.REVIEWER)
@require_POST
def remove_factor(request: HttpRequest) -> HttpResponse:
    """Asks for the password, since an open browser is not its owner."""
    user = _user(request)
    if not user.check_password(request.POST.get("password", "")):
        messages.error(request, _("The password is not right."))
    else:
        with transaction.atomic():
            if factor.remove(user):
                record(request, FACTOR_REMOVED, user.get_username())
        messages.success(request, _("Logins ask for the password alone again."))
    return redirect("account")


def _user(request: HttpRequest) -> Any:
    return request.user
