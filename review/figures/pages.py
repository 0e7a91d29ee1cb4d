"""The pages of figures, their charts and their files."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation

from review.figures import quality, usage
from review.figures.charts import policy, svg
from review.figures.counting import headline
from review.figures.figure import Figure
from review.figures.models import Stale
from review.figures.period import Asked, Period
from review.figures.unanswered import unanswered
from review.site import csv
from review.site.auditing import EXPORT, UNANSWERED
from review.site.roles import Role, allowed

FIGURES: dict[str, Callable[[Period], Figure]] = {
    "conversations-by-language": usage.conversations_by_language,
    "conversations-by-channel": usage.conversations_by_channel,
    "messages-by-language": usage.messages_by_language,
    "messages-by-channel": usage.messages_by_channel,
    "outcomes": quality.outcomes,
    "fallbacks": quality.fallbacks,
    "feedback": quality.feedback,
    "hours": usage.hours,
    "questions": usage.questions,
    "precision": quality.precision,
}
"""Those without residents' words, in the order of the page."""
MOST_ROWS = 200
"""Of the table of groups; its file has all."""


@allowed(Role.REVIEWER)
def figures(request: HttpRequest) -> HttpResponse:
    asked = Asked(request.GET)
    period = asked.period
    context = {
        "form": asked,
        "period": period,
        "figures": [made(period) for made in FIGURES.values()],
        "headline": headline(period),
        "is_behind": Stale.objects.filter(day__gte=period.since, day__lte=period.until).exists(),
    }
    return render(request, "figures/figures.html", context)


@allowed(Role.REVIEWER)
def chart(request: HttpRequest, name: str) -> HttpResponse:
    return drawn(request, _figure(request, name))


@allowed(Role.REVIEWER, audit=EXPORT)
def table(request: HttpRequest, name: str) -> StreamingHttpResponse:
    return _file(_figure(request, name))


@allowed(Role.REVIEWER, audit=UNANSWERED)
def groups(request: HttpRequest) -> HttpResponse:
    asked = Asked(request.GET)
    found = unanswered(asked.period)
    figure = quality.open_questions(found)
    context = {"form": asked, "period": asked.period, "figure": figure, "clusters": found.clusters[:MOST_ROWS]}
    return render(request, "figures/unanswered.html", context)


@allowed(Role.REVIEWER, audit=UNANSWERED)
def groups_chart(request: HttpRequest) -> HttpResponse:
    return drawn(request, _groups(request))


@allowed(Role.REVIEWER, audit=EXPORT)
def groups_table(request: HttpRequest) -> StreamingHttpResponse:
    return _file(_groups(request))


def drawn(request: HttpRequest, figure: Figure) -> HttpResponse:
    """The chart as a document of its own; on paper it is light."""
    document = svg(figure, on_paper="paper" in request.GET)
    answer = HttpResponse(document, content_type="image/svg+xml; charset=utf-8")
    answer["Content-Security-Policy"] = policy(document)
    return answer


def _figure(request: HttpRequest, name: str) -> Figure:
    if name not in FIGURES:
        raise Http404
    return _in_language(request, FIGURES[name])


def _groups(request: HttpRequest) -> Figure:
    return _in_language(request, lambda period: quality.open_questions(unanswered(period)))


def _in_language(request: HttpRequest, made: Callable[[Period], Figure]) -> Figure:
    """In the page's language; the report is Japanese whoever reads it, and so are its charts."""
    language = "ja" if "paper" in request.GET else translation.get_language()
    with translation.override(language):
        return made(Asked(request.GET).period)


def _file(figure: Figure) -> StreamingHttpResponse:
    return csv.response(figure.name, [column.title for column in figure.columns], figure.rows)
