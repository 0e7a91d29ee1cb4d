"""Figures of how well it was answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from review.conversations import intents
from review.conversations.models import Outcome
from review.figures.counting import Bars, along_time, measures_along_time
from review.figures.figure import WIDE, Column, Figure, Kind, Palette, Series, Unit, percent, share
from review.figures.models import ConversationSum
from review.figures.period import Period
from review.figures.precision import precisions
from review.figures.unanswered import Unanswered
from review.figures.usage import time_column

MOST_GROUPS = 20
LONGEST_EXAMPLE = 40
"""Characters of a sentence in a chart."""


def outcomes(period: Period) -> Figure:
    bars = along_time(period, ConversationSum, "outcome", "conversations")
    names = {
        Outcome.ANSWERED: _("Answered without the telephone"),
        Outcome.FELL_BACK: _("Not understood at least once"),
        Outcome.HANDED_OFF: _("Handed over to the telephone"),
    }
    return _shares(
        period,
        "outcomes",
        _("How conversations went"),
        _("Each conversation counts once, by the worst that happened in it."),
        {names[one]: bars.get(one.value, []) for one in Outcome},
        Palette.JUDGED,
        _("%(share)s of the conversations were answered without the telephone."),
    )


def fallbacks(period: Period) -> Figure:
    bars = measures_along_time(period, "typed", "fallbacks", "outside")
    typed, missed, outside = (bars.get(name, []) for name in ("typed", "fallbacks", "outside"))
    rest = [every - one - other for every, one, other in zip(typed, missed, outside, strict=True)]
    parts = {_("Not understood"): missed, _("Not a question that the page answers"): outside, _("Understood"): rest}
    return _shares(
        period,
        "fallbacks",
        _("What was not understood"),
        _("Of the messages that residents wrote; buttons are left out, since they are always understood."),
        parts,
        Palette.WRONG,
        _("%(share)s of what was written was not understood."),
        drawn=2,
    )


def feedback(period: Period) -> Figure:
    bars = measures_along_time(period, "helpful", "unhelpful", "messages")
    helpful, unhelpful, every = (bars.get(name, []) for name in ("helpful", "unhelpful", "messages"))
    names = _("Helpful"), _("Not helpful")
    rows = [
        [bucket.isoformat(), good, bad, share(good, good + bad)]
        for bucket, good, bad in zip(period.buckets, _full(period, helpful), _full(period, unhelpful), strict=True)
    ]
    all_good, all_bad = sum(helpful), sum(unhelpful)
    total = _("%(share)s of %(count)s opinions were good; %(given)s of the messages got one.")
    values = {
        "share": percent(share(all_good, all_good + all_bad)),
        "count": all_good + all_bad,
        "given": percent(share(all_good + all_bad, sum(every))),
    }
    return Figure(
        name="feedback",
        title=_("What residents thought of the answers"),
        about=_("Thumbs up and down below the answers, on the day of the question."),
        kind=Kind.STACKED,
        labels=[period.label(bucket) for bucket in period.buckets],
        series=[Series(names[0], _full(period, helpful)), Series(names[1], _full(period, unhelpful))],
        columns=[time_column(period), Column(names[0]), Column(names[1]), Column(_("Share helpful"), Unit.SHARE)],
        rows=[*rows, [_("All"), all_good, all_bad, share(all_good, all_good + all_bad)]],
        palette=Palette.OPINIONS,
        total=total % values if all_good + all_bad else "",
    )


def precision(period: Period) -> Figure:
    found = precisions(period)
    columns = [
        Column(_("Intent"), Unit.TEXT),
        Column(_("Spelling"), Unit.CODE),
        Column(_("Judged")),
        Column(_("Judged right")),
        Column(_("Share right"), Unit.SHARE),
        Column(_("At least"), Unit.SHARE),
        Column(_("At most"), Unit.SHARE),
    ]
    rows = [[intents.name(one.intent), one.intent, one.judged, one.right, one.share, *one.interval] for one in found]
    drawn = found[:MOST_GROUPS]
    return Figure(
        name="precision",
        title=_("How often the understanding was right"),
        about=_(
            "By what reviewers judged. The thin line is where the true share lies in 19 cases of 20: the more were "
            "judged, the shorter. What went wrong is reviewed first, so the true share of all messages is likely "
            "higher."
        ),
        kind=Kind.INTERVALS,
        labels=[intents.name(one.intent) for one in drawn],
        series=[Series(_("Share right"), [one.share for one in drawn], [one.interval for one in drawn])],
        columns=columns,
        rows=rows,
    )


def open_questions(found: Unanswered) -> Figure:
    """Has residents' words in it: whoever shows it tells the audit log."""
    drawn = [one for one in found.clusters if one.size > 1][:MOST_GROUPS]
    columns = [
        Column(_("Messages")),
        Column(_("Language"), Unit.TEXT),
        Column(_("For example"), Unit.TEXT),
        Column(_("Also"), Unit.TEXT),
    ]
    rows = []
    for one in found.clusters:
        others = " / ".join(example.text for example in one.examples[1:])
        rows.append([one.size, intents.language(one.language), one.typical, others])
    if found.is_all:
        total = _("All %(count)s messages of the period were looked at.") % {"count": found.looked_at}
    else:
        total = _("Only the latest %(count)s messages of the period were looked at.") % {"count": found.looked_at}
    return Figure(
        name="unanswered",
        title=_("What nobody answered"),
        about=_(
            "What was not understood, and what the page does not answer. Sentences that share many characters are "
            "one group; each is named by its most typical one."
        ),
        kind=Kind.RANKED,
        labels=[_short(one.typical) for one in drawn],
        series=[Series(_("Messages"), [one.size for one in drawn])],
        columns=columns,
        rows=rows,
        total=total,
        width=WIDE,
    )


def _shares(
    period: Period,
    name: str,
    title: str,
    about: str,
    parts: Bars,
    palette: Palette,
    total: str,
    drawn: int | None = None,
) -> Figure:
    """Parts of a whole along the time, of which the first is what it is about; the table has counts too."""
    full = {part: _full(period, counts) for part, counts in parts.items()}
    wholes = [sum(counts) for counts in zip(*full.values(), strict=True)]
    first = next(iter(full.values()))
    rows = [
        [bucket.isoformat(), *(counts[place] for counts in full.values()), share(first[place], wholes[place])]
        for place, bucket in enumerate(period.buckets)
    ]
    sums = [sum(counts) for counts in full.values()]
    series = [
        Series(part, [share(one, whole) for one, whole in zip(counts, wholes, strict=True)])
        for part, counts in full.items()
    ]
    return Figure(
        name=name,
        title=title,
        about=about,
        kind=Kind.SHARES,
        labels=[period.label(bucket) for bucket in period.buckets],
        series=series[:drawn],
        columns=[
            time_column(period),
            *(Column(part) for part in full),
            Column(_share_of(next(iter(full))), Unit.SHARE),
        ],
        rows=[*rows, [_("All"), *sums, share(sums[0], sum(sums))]],
        palette=palette,
        total=total % {"share": percent(share(sums[0], sum(sums)))} if sum(sums) else "",
    )


def _share_of(part: str) -> str:
    return _("Share: %(part)s") % {"part": part}


def _full(period: Period, counts: Sequence[int]) -> list[int]:
    """One number a bar, also where there is nothing."""
    return list(counts) or [0] * len(period.buckets)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1] + "…"
