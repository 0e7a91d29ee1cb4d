"""Conversations of known days, hours and outcomes, written straight into the tables."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from review.conversations import judging
from review.conversations.models import Conversation, Message
from review.figures.sums import day_of, mark, refresh, schedule

Asked = Callable[..., Message]
COUNTER = itertools.count(1)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def asked() -> Asked:
    """A message of a resident's at a time in Japan, in a conversation of its own unless another is given."""

    def ask(at: str, intent: str = "hotline_hours", **more: Any) -> Message:
        moment = dt.datetime.fromisoformat(at).replace(tzinfo=schedule().timezone)
        number = next(COUNTER)
        conversation = more.pop("conversation", None) or Conversation.objects.create(
            reference=f"c{number}",
            started=moment,
            last=moment,
            channel=more.pop("channel", "website"),
            language=more.get("language", "ja"),
            outcome=more.pop("outcome", "answered"),
        )
        given = {"author": "resident", "language": "ja", "text": f"発言{number}", "intent": intent} | more
        return Message.objects.create(conversation=conversation, event=number, at=moment, **given)

    return ask


@pytest.fixture
def count() -> Callable[[], int]:
    """Counts all days in which something was said."""

    def counted() -> int:
        mark(day_of(one) for one in Message.objects.values_list("at", flat=True))
        return refresh()

    return counted


def judge(message: Message, verdict: str) -> None:
    judging.judge(message, verdict, "", None)
