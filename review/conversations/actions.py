"""What staff do on a conversation's page. Each works without script, and then leads back to the page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from review.conversations import intents, judging
from review.conversations.models import Conversation, Message, Note, Verdict
from review.conversations.neighbours import way
from review.conversations.pages import context
from review.conversations.shown import line
from review.site.auditing import CORRECTION
from review.site.roles import Role, allowed, role_of

LONGEST_TAG = 40
LONGEST_NOTE = 2000


@allowed(Role.REVIEWER, audit=CORRECTION)
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Right or wrong; the intent may be typed, and may say which it should have been."""
    message = get_object_or_404(Message.objects.select_related("conversation"), pk=pk, author="resident")
    written = request.POST.get("intent", "").strip()
    intent = intents.chosen(written) if written else ""
    if intent is None:
        return _answer_for(request, message, wrong=_("No intent has that name, or several have."), written=written)
    verdict = Verdict.WRONG.value if intent and intent != message.intent else request.POST.get("verdict", "")
    if intent and intent == message.intent:
        verdict = Verdict.RIGHT.value
    judging.judge(message, verdict, intent, request.user)
    return _answer_for(request, get_object_or_404(Message, pk=pk))


def _answer_for(request: HttpRequest, message: Message, wrong: str = "", written: str = "") -> HttpResponse:
    if not getattr(request, "htmx", False):
        if wrong:
            messages.error(request, wrong)
        return _back(request, message.conversation, message.anchor)
    shown = context(request, message.conversation)
    shown |= {"line": line(message), "wrong": wrong, "written": written, "is_judged": True}
    return render(request, "conversations/judged.html", shown)


@allowed(Role.REVIEWER, audit=CORRECTION)
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation, pk=pk)
    if text := request.POST.get("text", "").strip()[:LONGEST_NOTE]:
        Note.objects.create(conversation=conversation, text=text, by=_user(request))
    return _panel(request, conversation)


@allowed(Role.REVIEWER, audit=CORRECTION)
@require_POST
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation, pk=pk)
    if name := request.POST.get("name", "").strip()[:LONGEST_TAG]:
        judging.toggle_tag(conversation, name)
    return _panel(request, conversation)


@allowed(Role.REVIEWER, audit=CORRECTION)
@require_POST
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """For a colleague who can see it; for nobody takes it away."""
    conversation = get_object_or_404(Conversation, pk=pk)
    chosen = User.objects.filter(username=request.POST.get("colleague", ""), is_active=True).first()
    conversation.flagged_for = chosen if chosen and role_of(chosen) >= Role.REVIEWER else None
    conversation.save(update_fields=["flagged_for"])
    return _panel(request, conversation)


@allowed(Role.REVIEWER, audit=CORRECTION)
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Through with it, and on to the next; or not yet through with it."""
    conversation = get_object_or_404(Conversation, pk=pk)
    if request.POST.get("reopen"):
        judging.reopen(conversation)
        return _back(request, conversation)
    following = way(conversation, request.GET)
    judging.finish(conversation)
    messages.success(request, _("Done. Here is the next one.") if following.after else _("Done."))
    return redirect(following.after or following.list or reverse("queue"))


def _panel(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    if getattr(request, "htmx", False):
        return render(request, "conversations/panel.html", context(request, conversation))
    return _back(request, conversation)


def _back(request: HttpRequest, conversation: Conversation, anchor: str = "") -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('conversation', args=[conversation.pk])}{query}{'#' + anchor if anchor else ''}")


def _user(request: HttpRequest) -> Any:
    return request.user
