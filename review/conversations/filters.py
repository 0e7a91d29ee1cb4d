"""Which conversations are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from review.conversations import intents
from review.conversations.models import Conversation, Judgement, Message, Outcome, Tag

ANY = ("", _("any"))
BANDS = {"0-50": (0.0, 0.5), "50-70": (0.5, 0.7), "70-90": (0.7, 0.9), "90-100": (0.9, 1.01)}
"""Of the lowest confidence in a conversation."""
WAITING, DONE, FLAGGED = "waiting", "done", "flagged"
STATES = [ANY, (WAITING, _("to review")), (DONE, _("reviewed")), (FLAGGED, _("flagged"))]


class Filter(forms.Form):
    """What can be asked for; nothing of it has to be."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    intent = forms.ChoiceField(label=_("Intent"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[ANY, *Outcome.choices])
    confidence = forms.ChoiceField(
        label=_("Lowest confidence"), required=False, choices=[ANY, *((one, f"{one} %") for one in BANDS)]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    tag = forms.ModelChoiceField(Tag.objects.all(), label=_("Tag"), required=False, empty_label=_("any"))
    reviewer = forms.ModelChoiceField(
        User.objects.order_by("username"), label=_("Reviewer"), required=False, empty_label=_("any")
    )

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        super().__init__({} if given is None else given, label_suffix="")
        offered = {
            "language": [(code, intents.language(code)) for code in intents.content().languages],
            "channel": [(one, str(name)) for one, name in intents.CHANNELS.items()],
            "intent": [*intents.choices(), ("nlu_fallback", intents.name("nlu_fallback"))],
        }
        for field, choices in offered.items():
            self.fields[field].choices = [ANY, *choices]  # type: ignore[attr-defined]

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What is asked for, without what is not."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def is_about_messages(self) -> bool:
        """Whether single messages must be looked at, rather than conversations alone."""
        return bool(self.asked.keys() & {"q", "intent"})

    def conversations(self) -> QuerySet[Conversation]:
        """All conversations that are asked for, in no order. What is wrong in the form asks for nothing."""
        found = Conversation.objects.filter(self.condition())
        if intent := self.asked.get("intent"):
            found = found.filter(Exists(Message.objects.filter(conversation=OuterRef("pk"), intent=intent)))
        return found

    def condition(self, prefix: str = "") -> Q:
        """What is asked of the conversation itself; the prefix leads to it from another table."""
        wanted = Q()
        for key, value in self.asked.items():
            if key in _CONDITIONS:
                for lookup, given in _CONDITIONS[key](value).items():
                    wanted &= Q(**{prefix + lookup: given})
        if reviewer := self.asked.get("reviewer"):
            judged = Judgement.objects.filter(by=reviewer).values("message__conversation")
            wanted &= Q(**{f"{prefix}pk__in": judged})
        return wanted


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _band(name: str) -> dict[str, Any]:
    least, below = BANDS[name]
    return {"confidence__gte": least, "confidence__lt": below}


_IN_STATE: dict[str, dict[str, Any]] = {
    WAITING: {"done__isnull": True, "priority__gt": 0},
    DONE: {"done__isnull": False},
    FLAGGED: {"flagged_for__isnull": False},
}
_CONDITIONS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "since": lambda day: {"last__gte": _midnight(day)},
    "until": lambda day: {"last__lt": _midnight(day + dt.timedelta(days=1))},
    "language": lambda code: {"language": code},
    "channel": lambda name: {"channel": name},
    "outcome": lambda name: {"outcome": name},
    "confidence": _band,
    "state": lambda state: _IN_STATE[state],
    "tag": lambda tag: {"tags": tag},
}
