"""What staff make of a conversation, written down."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from django.utils import timezone

from review.conversations.models import Author, Conversation, Judgement, Message, Tag, Verdict

judged = Signal()
"""Sent with `judgement` after it was written, and with `message` alone where a judgement was taken back."""


def judge(message: Message, verdict: str, intent: str, by: Any) -> None:
    """Right, or wrong and what it should have been; an empty verdict takes back what was judged before."""
    if verdict not in Verdict.values:
        Judgement.objects.filter(message=message).delete()
        judged.send(None, message=message, judgement=None)
        return
    is_wrong = verdict == Verdict.WRONG
    judgement, _new = Judgement.objects.update_or_create(
        message=message,
        defaults={
            "verdict": verdict,
            "understood": message.intent,
            "language": message.language,
            "said": message.at,
            "intent": intent if is_wrong else "",
            "by": by,
            "at": timezone.now(),
        },
    )
    judged.send(None, message=message, judgement=judgement)
    finish_if_all_are_judged(message.conversation)


def finish_if_all_are_judged(conversation: Conversation) -> None:
    """A conversation is through once whatever brought it into the queue has been judged."""
    left = conversation.messages.filter(author=Author.RESIDENT, judgement__isnull=True, is_button=False)
    if conversation.reasons:
        left = left.exclude(reasons=0)
    if not left.exists():
        finish(conversation)


def finish(conversation: Conversation) -> None:
    conversation.done = timezone.now()
    conversation.save(update_fields=["done"])


def reopen(conversation: Conversation) -> None:
    conversation.done = None
    conversation.save(update_fields=["done"])


def toggle_tag(conversation: Conversation, name: str) -> None:
    """Puts a tag on, or takes it off; one that no conversation has is no longer offered."""
    tag, _new = Tag.objects.get_or_create(name=name)
    if conversation.tags.filter(pk=tag.pk).exists():
        conversation.tags.remove(tag)
        if not tag.conversations.exists():
            tag.delete()
    else:
        conversation.tags.add(tag)
