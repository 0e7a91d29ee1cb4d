"""Logging in: name and password, and a one-time password where the account has one."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView, RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from review.accounts import factor

HALFWAY = "halfway"
PATIENCE = 5 * 60
"""Seconds between the password and the code."""


@dataclass(frozen=True)
class Halfway:
    """Somebody whose password was right, kept in the session until the code is."""

    user: int
    backend: str
    key: str
    """Of the password, so that one that was changed meanwhile counts no more."""
    at: float


class Login(LoginView):
    """Name and password."""

    template_name = "site/login.html"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        if factor.device_of(user) is None:
            return super().form_valid(form)
        # Whatever was in the session, its key included, may be known to others.
        self.request.session.flush()
        halfway = Halfway(user.pk, user.backend, user.get_session_auth_hash(), time.time())
        self.request.session[HALFWAY] = asdict(halfway)
        return redirect(f"{reverse('login_code')}?{urlencode({'next': self.get_success_url()})}")


class CodeForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Code"), max_length=20)


class Code(RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """The one-time password."""

    template_name = "accounts/code.html"
    form_class = CodeForm
    next_page = "home"

    def dispatch(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        self.user = _halfway(request)
        return super().dispatch(request, *args, **given) if self.user else redirect("login")

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**given) | {"next": self.get_redirect_url()}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        user: Any = self.user
        credentials = {"username": user.get_username()}
        if not AxesProxyHandler.is_allowed(self.request, credentials):
            return self._refused(form, user, is_locked=True)
        device = factor.device_of(user)
        if device is None or not factor.verify(user, device, form.cleaned_data["code"]):
            return self._refused(form, user)
        user.otp_device = device
        backend = self.request.session.pop(HALFWAY)["backend"]
        login(self.request, user, backend=backend)
        return redirect(self.get_success_url())

    def _refused(self, form: CodeForm, user: User, is_locked: bool = False) -> HttpResponse:
        """Counts as a failed login: who knows the password has no more tries than who does not."""
        if is_locked:
            self.request.axes_locked_out = True  # type: ignore[attr-defined]
        user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=self.request)
        if getattr(self.request, "axes_locked_out", False):
            del self.request.session[HALFWAY]
        form.add_error("code", _("That code is not right, or was used before. Wait for the next one."))
        return self.form_invalid(form)


def _halfway(request: HttpRequest) -> User | None:
    kept = request.session.get(HALFWAY)
    if kept is None or time.time() - kept["at"] >= PATIENCE:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["key"]):
        return None
    return user
