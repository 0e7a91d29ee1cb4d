"""What administrators do with others' accounts. Each change and its row in the audit log are one transaction."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review.accounts import factor, lockout, passwords, sessions
from review.accounts.forms import NewAccount, RoleForm, name_of
from review.audit import actions
from review.site.auditing import record
from review.site.roles import GROUPS, Role, allowed, role_of


@allowed(Role.ADMINISTRATOR)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    users = User.objects.prefetch_related("groups").order_by("-is_active", "username")
    return render(request, "accounts/accounts.html", {"rows": [(one, name_of(role_of(one))) for one in users]})


@allowed(Role.ADMINISTRATOR)
def new(request: HttpRequest) -> HttpResponse:
    form = NewAccount(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/new.html", {"form": form})
    role = Role(form.cleaned_data["role"])
    with transaction.atomic():
        user = form.save(commit=False)
        user.set_unusable_password()
        user.save()
        given = passwords.set_temporary(user)
        _set_role(user, role)
        record(request, actions.ACCOUNT_CREATED, user.username, role=role.group)
    return _handed_over(request, user, given)


@allowed(Role.ADMINISTRATOR)
@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    context = {
        "one": user,
        "form": RoleForm(initial={"role": role_of(user).value}, label_suffix=""),
        "role_name": name_of(role_of(user)),
        "has_factor": factor.device_of(user) is not None,
        "is_oneself": user.pk == request.user.pk,
    }
    return render(request, "accounts/account.html", context)


@allowed(Role.ADMINISTRATOR)
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    user, form = get_object_or_404(User, pk=pk), RoleForm(request.POST)
    if _is_oneself(request, user) or not form.is_valid():
        return redirect("account_of", pk)
    role, before = Role(form.cleaned_data["role"]), role_of(user)
    with transaction.atomic():
        _set_role(user, role)
        record(request, actions.ROLE_CHANGED, user.username, role=role.group, before=before.group)
    messages.success(request, _("The role is changed."))
    return redirect("account_of", pk)


@allowed(Role.ADMINISTRATOR)
@require_POST
def change_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Disables an account and logs it out everywhere, or enables it. None is ever deleted: the past names them."""
    user = get_object_or_404(User, pk=pk)
    is_active = request.POST.get("active") == "1"
    if _is_oneself(request, user):
        return redirect("account_of", pk)
    with transaction.atomic():
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        sessions.end_all(user)
        record(request, actions.ENABLED if is_active else actions.DISABLED, user.username)
    messages.success(request, _("The account is enabled.") if is_active else _("The account is disabled."))
    return redirect("account_of", pk)


@allowed(Role.ADMINISTRATOR)
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    if _is_oneself(request, user):
        return redirect("account_of", pk)
    with transaction.atomic():
        given = passwords.set_temporary(user)
        sessions.end_all(user)
        lockout.unlock(user)
        record(request, actions.PASSWORD_RESET, user.username)
    return _handed_over(request, user, given)


@allowed(Role.ADMINISTRATOR)
@require_POST
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """For who has lost the device."""
    user = get_object_or_404(User, pk=pk)
    with transaction.atomic():
        if factor.remove(user):
            sessions.end_all(user)
            record(request, actions.FACTOR_REMOVED, user.username)
    messages.success(request, _("The second factor is removed."))
    return redirect("account_of", pk)


@allowed(Role.ADMINISTRATOR)
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    with transaction.atomic():
        if lockout.unlock(user):
            record(request, actions.UNLOCKED, user.username)
    messages.success(request, _("The lock-out is lifted."))
    return redirect("account_of", pk)


def _set_role(user: User, role: Role) -> None:
    """The groups of roles hold it once, or not at all; other groups are left alone."""
    user.groups.remove(*Group.objects.filter(name__in=[one.group for one in GROUPS]))
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=role.group))


def _is_oneself(request: HttpRequest, user: User) -> bool:
    """Nobody takes their own rights, so that an administrator is always left."""
    if user.pk != request.user.pk:
        return False
    messages.error(request, _("Another administrator has to do this for your own account."))
    return True


def _handed_over(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The one page that shows the password."""
    return render(request, "accounts/handed_over.html", {"one": user, "password": password})
