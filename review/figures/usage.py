"""Figures of how much was asked: by language, by channel, by the hour."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from review.conversations import intents
from review.figures.counting import Bars, along_time, by_hour, by_intent
from review.figures.figure import Column, Figure, Kind, Palette, Series, Unit, percent, share
from review.figures.models import ConversationSum, HourSum
from review.figures.period import Period, Step

MOST_QUESTIONS = 15


def conversations_by_language(period: Period) -> Figure:
    bars = along_time(period, ConversationSum, "language", "conversations")
    about = _("Each conversation counts on the day that it began, in the language of its latest answer.")
    return _stacked(
        period, "conversations-by-language", _("Conversations by language"), about, _languages(period, bars)
    )


def conversations_by_channel(period: Period) -> Figure:
    bars = along_time(period, ConversationSum, "channel", "conversations")
    about = _("Each conversation counts on the day that it began.")
    return _stacked(period, "conversations-by-channel", _("Conversations by channel"), about, _channels(period, bars))


def messages_by_language(period: Period) -> Figure:
    bars = along_time(period, HourSum, "language", "messages")
    about = _("What residents wrote, and the buttons that they pressed.")
    return _stacked(period, "messages-by-language", _("Messages by language"), about, _languages(period, bars))


def messages_by_channel(period: Period) -> Figure:
    bars = along_time(period, HourSum, "channel", "messages")
    about = _("What residents wrote, and the buttons that they pressed.")
    return _stacked(period, "messages-by-channel", _("Messages by channel"), about, _channels(period, bars))


def hours(period: Period) -> Figure:
    counts = by_hour(period)
    labels = [str(hour) for hour in range(24)]
    is_open, is_closed = _("Hotline open"), _("Hotline closed")
    columns = [Column(_("Hour"), Unit.TEXT), Column(is_open), Column(is_closed), Column(_("All"))]
    rows = [
        [f"{hour}:00", counts[True][hour], counts[False][hour], sum(one[hour] for one in counts.values())]
        for hour in range(24)
    ]
    opened, closed = sum(counts[True]), sum(counts[False])
    rows.append([_("All"), opened, closed, opened + closed])
    total = _("%(share)s of the messages came while the hotline was closed.")
    return Figure(
        name="hours",
        title=_("Hours of the day"),
        about=_("Messages by the hour in Japan. Weekends, holidays and the year-end have their own hours."),
        kind=Kind.STACKED,
        labels=labels,
        series=[Series(is_open, counts[True]), Series(is_closed, counts[False])],
        columns=columns,
        rows=rows,
        palette=Palette.HOURS,
        total=_percent(total, closed, opened + closed),
    )


def questions(period: Period) -> Figure:
    """Small talk and what was not understood are no questions."""
    found = [(intent, count) for intent, count in by_intent(period) if intent and intent not in intents.OTHERS]
    all_of_them = sum(count for _intent, count in found)
    top = found[:MOST_QUESTIONS]
    names = [intents.name(intent) for intent, _count in top]
    rows = [
        [place, name, intent, count, share(count, all_of_them)]
        for place, (name, (intent, count)) in enumerate(zip(names, top, strict=True), 1)
    ]
    return Figure(
        name="questions",
        title=_("Most frequent questions"),
        about=_("What residents' messages were understood as, up to %(most)s. Greetings and the like are left out.")
        % {"most": MOST_QUESTIONS},
        kind=Kind.RANKED,
        labels=names,
        series=[Series(_("Messages"), [count for _intent, count in top])],
        columns=[
            Column(_("Rank")),
            Column(_("Question"), Unit.TEXT),
            Column(_("Spelling"), Unit.CODE),
            Column(_("Messages")),
            Column(_("Share"), Unit.SHARE),
        ],
        rows=rows,
    )


def _stacked(period: Period, name: str, title: str, about: str, series: list[Series]) -> Figure:
    """Counts along the time; a table with one row a bar, and their sum."""
    labels = [period.label(bucket) for bucket in period.buckets]
    values = [[int(value or 0) for value in one.values] for one in series]
    sums = [sum(counts) for counts in zip(*values, strict=True)]
    rows = [
        [bucket.isoformat(), *(one[place] for one in values), sums[place]]
        for place, bucket in enumerate(period.buckets)
    ]
    return Figure(
        name=name,
        title=title,
        about=about,
        kind=Kind.STACKED,
        labels=labels,
        series=series,
        columns=[time_column(period), *(Column(one.name) for one in series), Column(_("All"))],
        rows=[*rows, [_("All"), *(sum(one) for one in values), sum(sums)]],
    )


def time_column(period: Period) -> Column:
    titles = {Step.DAY: _("Day"), Step.WEEK: _("Week from"), Step.MONTH: _("Month from")}
    return Column(titles[period.step], Unit.TEXT)


def _languages(period: Period, bars: Bars) -> list[Series]:
    return _named(period, bars, intents.content().languages, intents.language)


def _channels(period: Period, bars: Bars) -> list[Series]:
    return _named(period, bars, intents.CHANNELS, intents.channel)


def _named(period: Period, bars: Bars, order: Iterable[str], name: Callable[[str], str]) -> list[Series]:
    """Always in the same order, so that each keeps its colour; what is not known last."""
    known, nothing = list(order), [0] * len(period.buckets)
    return [Series(name(one), bars.get(one, nothing)) for one in [*known, *sorted(set(bars) - set(known))]]


def _percent(sentence: str, part: int, whole: int) -> str:
    return sentence % {"share": percent(share(part, whole))} if whole else ""
