"""The month in figures, on paper, for the section chief. Always in Japanese."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from review.figures import quality, usage
from review.figures.counting import Headline, headline
from review.figures.figure import Figure, Unit, shown
from review.figures.period import FIRST, LAST, Period
from review.figures.sums import day_of
from review.figures.unanswered import Cluster, Unanswered, unanswered
from review.site.auditing import REPORT
from review.site.roles import Role, allowed

CHARTS = (
    usage.conversations_by_language,
    usage.conversations_by_channel,
    quality.outcomes,
    quality.fallbacks,
    quality.feedback,
    usage.hours,
    usage.questions,
    quality.precision,
)
MOST_GROUPS = 10
MOST_ROWS = 12
"""Of a table below a chart."""


@dataclass(frozen=True)
class Line:
    """One figure of the month beside the month before."""

    name: str
    now: str
    before: str
    change: str


@allowed(Role.REVIEWER, audit=REPORT)
def report(request: HttpRequest) -> HttpResponse:
    """A month that is none is the last one that is over."""
    today = day_of(timezone.now())
    period = Period.month(_month(request.GET.get("month", "")) or today.replace(day=1) - dt.timedelta(days=1))
    before = Period.month(period.since - dt.timedelta(days=1))
    with translation.override("ja"):
        found = unanswered(period)
        context = {
            "period": period,
            "before": before,
            "today": today,
            "is_over": period.until < today,
            "lines": lines(headline(period), headline(before)),
            "figures": [_on_paper(made(period)) for made in CHARTS],
            "total": quality.open_questions(found).total,
            "groups": _groups(found),
        }
        return render(request, "figures/report.html", context)


def lines(now: Headline, before: Headline) -> list[Line]:
    """What the month comes to, beside the month before."""
    return [
        _line(_("Conversations"), now.conversations, before.conversations),
        _line(_("Messages"), now.messages, before.messages),
        _line(_("Answered without the telephone"), now.answered_share, before.answered_share),
        _line(_("Not understood"), now.fallback_share, before.fallback_share),
        _line(_("Helpful, of the opinions given"), now.helpful_share, before.helpful_share),
        _line(_("Messages while the hotline was closed"), now.closed_share, before.closed_share),
    ]


def _line(name: str, now: Any, before: Any) -> Line:
    unit = Unit.COUNT if isinstance(now, int) else Unit.SHARE
    return Line(name, shown(now, unit), shown(before, unit), _change(now, before))


def _change(now: Any, before: Any) -> str:
    """Counts in hundredths of what they were, shares in points."""
    if now is None or before is None or (isinstance(now, int) and not before):
        return "–"
    if isinstance(now, int):
        return f"{(now - before) / before:+.1%}"
    return _("%(points)s points") % {"points": f"{(now - before) * 100:+.1f}"}


def _on_paper(figure: Figure) -> dict[str, Any]:
    """Of a ranking the first rows; along the time only the sum, since the chart has the days."""
    kept = [place for place, column in enumerate(figure.columns) if column.unit is not Unit.CODE]
    rows = figure.cells[:MOST_ROWS] if figure.is_ranked else figure.cells[-1:]
    heads = [figure.heads[place] for place in kept]
    return {"figure": figure, "heads": heads, "rows": [[row[place] for place in kept] for row in rows]}


def _groups(found: Unanswered) -> list[Cluster]:
    return [one for one in found.clusters if one.size > 1][:MOST_GROUPS]


def _month(written: str) -> dt.date | None:
    try:
        first = dt.datetime.strptime(written, "%Y-%m").date()
    except ValueError:
        return None
    return first if FIRST <= first <= LAST else None
