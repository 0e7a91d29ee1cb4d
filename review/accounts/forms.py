"""The forms of accounts."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review.site.roles import GROUPS, Role

NAMES: dict[Role, str | Promise] = {
    Role.ANYONE: _("no role"),
    Role.REVIEWER: _("reviewer"),
    Role.EDITOR: _("editor"),
    Role.ADMINISTRATOR: _("administrator"),
}
CHOICES = [(role.value, NAMES[role]) for role in (Role.ANYONE, *GROUPS)]


def name_of(role: Role) -> str:
    return str(NAMES[role])


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("Role"), choices=CHOICES, coerce=int)


class NewAccount(forms.ModelForm):  # type: ignore[type-arg]
    """Its name follows Django's rules for names: letters, digits and `@.+-_`, so that it can hide nothing."""

    role = forms.TypedChoiceField(label=_("Role"), choices=CHOICES, coerce=int, initial=Role.REVIEWER.value)

    class Meta:
        model = User
        fields: ClassVar = ["username"]
        labels: ClassVar = {"username": _("Name")}
        help_texts: ClassVar = {"username": _("Letters, digits and @ . + - _ only.")}

    def clean_username(self) -> str:
        """Not one that differs from another's only in case."""
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("There is an account of this name."))
        return name
