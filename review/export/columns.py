"""What a row of a file says: its columns, how they are called, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review.conversations import intents
from review.conversations.masks import masked_words, readable
from review.conversations.models import Conversation, Judgement, Message
from review.queue.words import why

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`key` names it in JSON, `title` in a spreadsheet; `words` says it there as on screen, if it is not the same."""

    key: str
    title: str | Promise
    value: Callable[[Row], Any]
    words: Callable[[Row], Any] | None = None


def _moment(at: Any) -> str:
    """As a spreadsheet understands it, in Japan's time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def _iso(at: Any) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _judgement(message: Message) -> Judgement | None:
    return getattr(message, "judgement", None)


def _judged(attribute: str) -> Callable[[Message], Any]:
    return lambda message: getattr(_judgement(message), attribute, None)


def _reviewer(message: Message) -> str | None:
    judgement = _judgement(message)
    return judgement.by.get_username() if judgement and judgement.by else None


def _intent(key: str) -> Callable[[Message], str]:
    return lambda message: intents.name(getattr(message, key)) if getattr(message, key) else ""


def _tags(conversation: Conversation) -> list[str]:
    return [tag.name for tag in conversation.tags.all()]


CONVERSATION: list[Column[Conversation]] = [
    Column("conversation", _("Conversation"), lambda one: one.pk),
    Column("channel", _("Channel"), lambda one: one.channel, lambda one: intents.channel(one.channel)),
    Column("language", _("Language"), lambda one: one.language, lambda one: intents.language(one.language)),
    Column("locale", _("Locale"), lambda one: one.locale),
    Column("started", _("Started"), lambda one: _iso(one.started), lambda one: _moment(one.started)),
    Column("last", _("Last message"), lambda one: _iso(one.last), lambda one: _moment(one.last)),
    Column("turns", _("Resident's messages"), lambda one: one.turns),
    Column("outcome", _("Outcome"), lambda one: one.outcome, lambda one: one.get_outcome_display()),
    Column("confidence", _("Lowest confidence"), lambda one: one.confidence),
    Column("reasons", _("Why to review"), lambda one: why(one.reasons), lambda one: ", ".join(why(one.reasons))),
    Column("done", _("Reviewed"), lambda one: _iso(one.done), lambda one: _moment(one.done)),
    Column("flagged_for", _("Flagged for"), lambda one: one.flagged_for and one.flagged_for.get_username()),
    Column(
        "tags",
        _("Tags"),
        lambda one: [str(tag) for tag in one.tags.all()],
        lambda one: ", ".join(map(str, one.tags.all())),
    ),
]
MESSAGE: list[Column[Message]] = [
    Column("conversation", _("Conversation"), lambda one: one.conversation_id),
    Column("message", _("Message"), lambda one: one.pk),
    Column("author", _("Author"), lambda one: one.author, lambda one: one.get_author_display()),
    Column("at", _("Time"), lambda one: _iso(one.at), lambda one: _moment(one.at)),
    Column("text", _("Text"), lambda one: one.text, lambda one: readable(one.text)),
    Column("unsent", _("Taken back"), lambda one: one.is_unsent),
    Column("button", _("Button"), lambda one: one.is_button),
    Column("language", _("Language"), lambda one: one.language, lambda one: intents.language(one.language)),
    Column("intent", _("Understood as"), lambda one: one.intent, _intent("intent")),
    Column("confidence", _("Confidence"), lambda one: one.confidence),
    Column("runner_up", _("Runner-up"), lambda one: one.runner_up, _intent("runner_up")),
    Column("runner_up_confidence", _("Runner-up's confidence"), lambda one: one.runner_up_confidence),
    Column("masked", _("Removed"), lambda one: one.masked, lambda one: ", ".join(masked_words(one.masked))),
    Column("helpful", _("Helpful"), lambda one: one.helpful),
    Column("opinion", _("Resident's opinion"), lambda one: one.opinion),
    Column("answers", _("Answer to"), lambda one: one.answers, _intent("answers")),
    Column("handoff", _("Handed over"), lambda one: one.handoff),
    Column("verdict", _("Judgement"), _judged("verdict"), lambda one: _display(one)),
    Column("should_be", _("Should be"), _judged("intent"), lambda one: intents.name(_judged("intent")(one) or "")),
    Column("reviewer", _("Reviewer"), _reviewer),
]


def _display(message: Message) -> str:
    judgement = _judgement(message)
    return judgement.get_verdict_display() if judgement else ""
