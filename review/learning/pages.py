"""The pages of what is to be learnt, and of the models that came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from review.conversations import intents
from review.learning import promoting
from review.learning.candidates import decide
from review.learning.learning import PARTS, live
from review.learning.models import Candidate, Standing, State, Trained
from review.learning.similar import SAME
from review.learning.taking_back import waiting
from review.site.auditing import CORRECTION, SEARCH
from review.site.places import ROOT
from review.site.roles import Role, allowed, role_of

PAGE = 25
DECISIONS = {"accept": State.ACCEPTED, "reject": State.REJECTED, "wait": State.WAITING}
CHANGES_SHOWN = 200


@allowed(Role.REVIEWER, audit=SEARCH)
def candidates(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in State.values else State.WAITING.value
    found = _page(Candidate.objects.filter(state=state), request.GET.get("after", ""))
    shown = found[:PAGE]
    context = {
        "candidates": [_shown(one) for one in shown],
        "state": state,
        "states": State.choices,
        "further": shown[-1].pk if len(found) > PAGE else None,
        "may_decide": role_of(request.user) >= Role.EDITOR,
        "accepted": Candidate.objects.filter(state=State.ACCEPTED).count(),
        "taken_back": waiting(ROOT),
    }
    return render(request, "learning/candidates.html", context)


def _page(found: QuerySet[Candidate], after: str) -> list[Candidate]:
    if after.isdecimal() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    return list(found.select_related("by", "decided_by").order_by("-pk")[: PAGE + 1])


def _shown(candidate: Candidate) -> dict[str, Any]:
    near = [one | {"name": intents.name(one["intent"]), "same": one["likeness"] >= SAME} for one in candidate.nearest]
    return {
        "candidate": candidate,
        "language": intents.language(candidate.language),
        "intent": intents.name(candidate.intent),
        "near": near,
        "is_known": any(one["same"] and one["intent"] == candidate.intent for one in near),
        "contradicts": any(one["intent"] != candidate.intent for one in near),
    }


@allowed(Role.EDITOR, audit=CORRECTION)
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate, pk=pk)
    if state := DECISIONS.get(request.POST.get("decision", "")):
        decide(candidate, state, request.user)
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('candidates')}?state={candidate.state}")
    candidate.refresh_from_db()
    return render(
        request, "learning/candidate.html", {"one": _shown(candidate), "may_decide": True, "is_decided": True}
    )


@allowed(Role.REVIEWER, audit=SEARCH)
def models(request: HttpRequest) -> HttpResponse:
    every = list(Trained.objects.all()[:50])
    newest = next((one for one in every if one.standing == Standing.TRIED), None)
    context = {
        "models": [{"model": one, "parts": _parts(one), "is_next": one == newest} for one in every],
        "live": live(ROOT),
        "taken_back": waiting(ROOT),
        "may_promote": role_of(request.user) >= Role.EDITOR,
        "can_go_back": any(one.standing == Standing.LIVE for one in every),
    }
    return render(request, "learning/models.html", context)


def _parts(model: Trained) -> list[dict[str, Any]]:
    titles = dict(zip(PARTS, (_("Test messages"), _("Messages that staff judged")), strict=True))
    return [_part(titles[part], scores) for part, scores in model.scores.items() if part in titles]


def _part(title: str, scores: dict[str, Any]) -> dict[str, Any]:
    changed = [
        one
        | {"old": intents.name(one["before"]), "new": intents.name(one["after"]), "should": intents.name(one["intent"])}
        for one in scores["changed"][:CHANGES_SHOWN]
    ]
    worse = sum(not one["better"] for one in scores["changed"])
    return scores | {"title": title, "changed": changed, "worse": worse, "better": len(scores["changed"]) - worse}


@allowed(Role.EDITOR, audit=CORRECTION)
@require_POST
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    trained = get_object_or_404(Trained, pk=pk)
    return _told(request, lambda: promoting.promote(ROOT, trained), _("The bot uses it from its next start on."))


@allowed(Role.EDITOR, audit=CORRECTION)
@require_POST
def roll_back(request: HttpRequest) -> HttpResponse:
    done = _("The model before is back; the bot uses it from its next start on.")
    return _told(request, lambda: promoting.roll_back(ROOT), done)


def _told(request: HttpRequest, work: Any, done: str) -> HttpResponse:
    try:
        work()
    except promoting.NotPossible as error:
        messages.error(request, _(str(error)))
    else:
        messages.success(request, done)
    return redirect("models")
