"""Writing what was read into the review app's tables, a batch in one transaction with the position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.dispatch import Signal

from madoguchi.store.amendments import UNSENT
from review.conversations.models import Author, Conversation, Message, Outcome
from review.queue.reasons import Reason, priority, reasons
from review.reading.events import FALLBACK, Happening, Opinion, Replied, Said
from review.search import index

Value = TypeVar("Value", int, str)
NAME = 255
FIELDS = ["channel", "language", "locale", "last", "turns", "outcome", "confidence", "reasons", "priority", "done"]
"""Of a conversation: what more messages may change."""
CHUNK = 400
"""Values in one statement, for which SQLite has a limit."""
taken_over = Signal()
"""Sent with the `messages` that were written or changed and all their `conversations`, in the same transaction."""


@dataclass
class Taken:
    """What a batch amounts to; its conversations by their references."""

    conversations: dict[str, Conversation]
    messages: dict[int, Message] = field(default_factory=dict)
    """New ones, by their events."""
    changed: dict[int, Message] = field(default_factory=dict)
    """Known ones, by their ids."""
    opinions: list[Opinion] = field(default_factory=list)


def take(happenings: Iterable[Happening]) -> int:
    """Takes over what is not known yet; how many messages that were. To be called in a transaction."""
    fresh = _unknown(list(happenings))
    taken = Taken(_conversations(fresh))
    for one in fresh:
        conversation = taken.conversations[one.reference]
        if isinstance(one, Said):
            taken.messages[one.event] = _said(conversation, one)
        elif isinstance(one, Replied):
            taken.messages[one.event] = _replied(conversation, one)
        else:
            taken.opinions.append(one)
    _write(taken)
    return len(taken.messages)


def _unknown(happenings: list[Happening]) -> list[Happening]:
    """Those without a message of theirs, in order. An opinion may come again: it says the same."""
    known: set[int] = set()
    ids = [one.event for one in happenings]
    for part in parts(ids):
        known.update(Message.objects.filter(event__in=part).values_list("event", flat=True))
    return [one for one in happenings if one.event not in known]


def _conversations(happenings: Sequence[Happening]) -> dict[str, Conversation]:
    """The conversations of all that is new; those that are new themselves are written only with it."""
    found = _known({one.reference for one in happenings})
    first = {one.reference: one for one in reversed(happenings) if not isinstance(one, Opinion)}
    for reference, one in sorted(first.items(), key=lambda item: item[1].event):
        if reference not in found:
            found[reference] = Conversation(reference=reference, started=one.at, last=one.at)
    return found


def _known(references: set[str]) -> dict[str, Conversation]:
    known: dict[str, Conversation] = {}
    for part in parts(sorted(references)):
        known |= {one.reference: one for one in Conversation.objects.filter(reference__in=part)}
    return known


def _said(conversation: Conversation, said: Said) -> Message:
    why = reasons(said)
    conversation.last = max(conversation.last, said.at)
    conversation.channel = said.channel[:40] or conversation.channel
    conversation.language = conversation.language or said.language[:8]
    conversation.turns += 1
    _deserves(conversation, why)
    if said.intent == FALLBACK and conversation.outcome == Outcome.ANSWERED:
        conversation.outcome = Outcome.FELL_BACK
    if said.confidence is not None and not said.is_button:
        lowest = 1.0 if conversation.confidence is None else conversation.confidence
        conversation.confidence = min(said.confidence, lowest)
    return Message(
        conversation=conversation,
        event=said.event,
        author=Author.RESIDENT,
        at=said.at,
        text=said.text,
        is_unsent=said.text == UNSENT,
        known_as=said.known_as[:NAME],
        is_button=said.is_button,
        language=said.language[:8],
        intent=said.intent[:NAME],
        confidence=said.confidence,
        runner_up=said.runner_up[:NAME],
        runner_up_confidence=said.runner_up_confidence,
        masked=said.masked,
        reasons=why,
    )


def _replied(conversation: Conversation, reply: Replied) -> Message:
    conversation.last = max(conversation.last, reply.at)
    conversation.language = reply.language[:8] or conversation.language
    conversation.locale = reply.locale[:16] or conversation.locale
    if reply.handoff:
        conversation.outcome = Outcome.HANDED_OFF
    return Message(
        conversation=conversation,
        event=reply.event,
        author=Author.BOT,
        at=reply.at,
        text=reply.text,
        language=reply.language[:8],
        answers=reply.answers[:NAME],
        handoff=reply.handoff[:NAME],
        beside=reply.beside,
    )


def _deserves(conversation: Conversation, why: Reason) -> None:
    """Adds a reason; a conversation that staff were through with comes back for it."""
    together = Reason(conversation.reasons) | why
    conversation.reasons, conversation.priority = int(together), priority(together)
    if why:
        conversation.done = None


def _write(taken: Taken) -> None:
    _hold(taken)
    _write_conversations(taken.conversations.values())
    written = Message.objects.bulk_create(list(taken.messages.values()), batch_size=CHUNK)
    index.add((one.pk, one.text) for one in written if one.author == Author.RESIDENT and not one.is_unsent)
    if taken.changed:
        Message.objects.bulk_update(taken.changed.values(), ["helpful", "opinion", "reasons"], batch_size=CHUNK)
    changed = [*written, *taken.changed.values()]
    taken_over.send(None, messages=changed, conversations=list(taken.conversations.values()))


def _write_conversations(conversations: Iterable[Conversation]) -> None:
    """New ones get their ids; of known ones what may have changed is overwritten, in a statement for many."""
    every = list(conversations)
    known = [one for one in every if one.pk is not None]
    Conversation.objects.bulk_create([one for one in every if one.pk is None], batch_size=CHUNK)
    Conversation.objects.bulk_create(
        known, update_conflicts=True, update_fields=FIELDS, unique_fields=["reference"], batch_size=CHUNK
    )


def _hold(taken: Taken) -> None:
    """Puts opinions on the messages that they are of."""
    new = {(one.conversation.reference, one.known_as): one for one in taken.messages.values() if one.known_as}
    for opinion in taken.opinions:
        conversation = taken.conversations.get(opinion.reference)
        message = new.get((opinion.reference, opinion.known_as)) or _message(conversation, opinion)
        if conversation is None or message is None:
            continue  # of a message that was deleted in the meantime
        message.helpful, message.opinion = opinion.is_helpful, opinion.reason
        if not opinion.is_helpful:
            message.reasons |= Reason.DISLIKED
            _deserves(conversation, Reason.DISLIKED)
        if message.pk:
            taken.changed[message.pk] = message


def _message(conversation: Conversation | None, opinion: Opinion) -> Message | None:
    if conversation is None or conversation.pk is None or not opinion.known_as:
        return None
    return conversation.messages.filter(known_as=opinion.known_as, author=Author.RESIDENT).first()


def parts(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
