"""Searches that staff keep under a name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from review.conversations.filters import Filter
from review.conversations.models import SavedFilter
from review.site.roles import Role, allowed


@allowed(Role.REVIEWER)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Under the same name, the new takes the old one's place."""
    asked = QueryDict(request.POST.get("query", "")[:2000])
    query = QueryDict(mutable=True)
    query.update({key: asked[key] for key in Filter.base_fields if asked.get(key)})
    if name := request.POST.get("name", "").strip()[:60]:
        kept = {"query": query.urlencode(), "is_shared": bool(request.POST.get("is_shared"))}
        SavedFilter.objects.update_or_create(by_id=request.user.pk, name=name, defaults=kept)
    return redirect(f"{reverse('search')}?{query.urlencode()}")


@allowed(Role.REVIEWER)
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own only."""
    get_object_or_404(SavedFilter, pk=pk, by_id=request.user.pk).delete()
    return redirect("search")
