"""Of which days, which language and which channel the figures are."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from review.conversations import intents
from review.conversations.filters import ANY
from review.figures.models import Sum
from review.figures.sums import day_of

USUAL = 30
"""Days that are shown unless others are asked for."""
LONGEST_IN_DAYS, LONGEST_IN_WEEKS = 45, 190
"""Up to how many days a chart has one bar a day, and one a week; beyond, one a month."""
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
AnySum = TypeVar("AnySum", bound=Sum)


class Step(enum.Enum):
    """How long one bar of a chart is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """The first and the last day, both included; an empty language or channel stands for all."""

    since: dt.date
    until: dt.date
    language: str = ""
    channel: str = ""

    @classmethod
    def usual(cls) -> Period:
        today = day_of(timezone.now())
        return cls(today - dt.timedelta(days=USUAL - 1), today)

    @classmethod
    def month(cls, day: dt.date) -> Period:
        """The month that a day lies in."""
        first = day.replace(day=1)
        return cls(first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))

    def of(self, model: type[AnySum]) -> QuerySet[AnySum]:
        """The sums of this period."""
        return model._default_manager.filter(day__gte=self.since, day__lte=self.until, **self.kept())

    def kept(self) -> dict[str, str]:
        """What is asked for beside the days."""
        return {key: value for key in ("language", "channel") if (value := getattr(self, key))}

    @property
    def query(self) -> str:
        """As an address says it."""
        return urlencode({"since": self.since.isoformat(), "until": self.until.isoformat(), **self.kept()})

    @property
    def step(self) -> Step:
        days = (self.until - self.since).days + 1
        return Step.DAY if days <= LONGEST_IN_DAYS else Step.WEEK if days <= LONGEST_IN_WEEKS else Step.MONTH

    def bucket(self, day: dt.date) -> dt.date:
        """The first day of the bar that a day belongs to; weeks begin on Monday."""
        if self.step is Step.WEEK:
            return max(self.since, day - dt.timedelta(days=day.weekday()))
        return max(self.since, day.replace(day=1)) if self.step is Step.MONTH else day

    @cached_property
    def buckets(self) -> list[dt.date]:
        days = (self.since + dt.timedelta(days=number) for number in range((self.until - self.since).days + 1))
        return list(dict.fromkeys(map(self.bucket, days)))

    def label(self, bucket: dt.date) -> str:
        """The bar's name, as short as can be."""
        locale = intents.reading()
        skeleton = "yMMM" if self.step is Step.MONTH else "Md"
        written = format_skeleton(skeleton, dt.datetime.combine(bucket, dt.time()), locale=locale)
        return gettext("from %(day)s") % {"day": written} if self.step is Step.WEEK else written

    @property
    def title(self) -> str:
        locale = intents.reading()
        first, last = (format_date(day, "long", locale=locale) for day in (self.since, self.until))
        return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


class Asked(forms.Form):
    """Which period is asked for; without any, the usual one."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)

    def __init__(self, given: Mapping[str, Any]) -> None:
        usual = Period.usual()
        start: dict[str, Any] = {"since": usual.since.isoformat(), "until": usual.until.isoformat()}
        super().__init__(start | {key: given.get(key) for key in given if given.get(key)}, label_suffix="")
        for name in ("since", "until"):
            self.fields[name].validators += [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        offered = {
            "language": [(code, intents.language(code)) for code in intents.content().languages],
            "channel": [(one, str(name)) for one, name in intents.CHANNELS.items()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            raise forms.ValidationError(_("The first day is after the last."))
        return given

    @property
    def period(self) -> Period:
        """What is asked for; the usual period where that is not possible."""
        return Period(**self.cleaned_data) if self.is_valid() else Period.usual()
