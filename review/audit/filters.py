"""Which rows of the audit log are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from review.audit.actions import WORDS
from review.audit.models import Entry


class AuditFilter(forms.Form):
    """What can be asked for; nothing of it has to be."""

    name = forms.CharField(label=_("Account"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=[("", _("any")), *WORDS.items()])
    subject = forms.CharField(label=_("Page or account"), required=False, max_length=200)
    address = forms.GenericIPAddressField(label=_("Network address"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given, label_suffix="")

    def entries(self) -> QuerySet[Entry]:
        """Latest first. What is wrong in the form asks for nothing."""
        self.is_valid()
        asked = {key: value for key, value in self.cleaned_data.items() if value}
        found = Entry.objects.order_by("-number")
        for key in asked.keys() & {"name", "action", "address"}:
            found = found.filter(**{key: asked[key]})
        if subject := asked.get("subject"):
            found = found.filter(subject__contains=subject)
        if since := asked.get("since"):
            found = found.filter(at__gte=_midnight(since))
        if until := asked.get("until"):
            found = found.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
        return found


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
