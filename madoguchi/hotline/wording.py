"""The answer about the hours in words: the asked day first, then the asked time or now, then the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# Babel 2.9, which Rasa's lock brings, has no types; later ones have.
from babel import Locale  # type: ignore[import-untyped, unused-ignore]
from babel.dates import format_date  # type: ignore[import-untyped, unused-ignore]

from madoguchi.hotline.calendar import public_holiday
from madoguchi.hotline.mention import Mention
from madoguchi.hotline.phrases import Phrases
from madoguchi.hotline.report import RULES_OF_CLASS, HoursReport, clock_face, report
from madoguchi.hotline.schedule import Schedule


def word(mention: Mention | None, schedule: Schedule, phrases: Phrases, locale: str, now: datetime) -> str:
    """Two to four sentences for the message; `locale` is the phrases' own, as `zh-Hant`."""
    answer = _Answer(mention, schedule, phrases, locale, schedule.local(now))
    return phrases.between.join(_capitalised(sentence) for sentence in answer.sentences())


def word_moment(at: datetime, schedule: Schedule, phrases: Phrases, locale: str, now: datetime) -> str:
    """A time today, tomorrow or on a later day, as it stands within a sentence."""
    return _Answer(None, schedule, phrases, locale, schedule.local(now)).moment(at)


@dataclass(frozen=True)
class _Answer:
    mention: Mention | None
    schedule: Schedule
    phrases: Phrases
    locale: str
    now: datetime

    def sentences(self) -> Iterator[str]:
        found = report(self.mention, self.schedule, self.now)
        yield self._class_hours() if self._is_class() else self._day_hours(found)
        yield from self._asked_or_now(found)
        if self.mention is None or self.mention.kind == "time":
            yield self._week()

    def _is_class(self) -> bool:
        return self.mention is not None and self.mention.date is None and self.mention.day_class is not None

    def _class_hours(self) -> str:
        day_class = self.mention and self.mention.day_class
        hours = day_class and self.schedule.hours_for(RULES_OF_CLASS[day_class][0])
        if not day_class or not hours:
            return self._say("period_closed", **self._closed_period(self.now.date()))
        days = str(getattr(self.phrases.classes, day_class))
        return self._say("class_hours", days=days, open=clock_face(hours.open), close=clock_face(hours.close))

    def _day_hours(self, found: HoursReport) -> str:
        day = self._day(found.date)
        if found.open is None or found.close is None:
            return self._say("day_closed", day=day, **self._closed_period(found.date))
        hours = {"open": clock_face(found.open), "close": clock_face(found.close)}
        holiday = public_holiday(found.date)
        if holiday is None:
            return self._say("day_hours", day=day, **hours)
        return self._say("holiday_hours", day=day, holiday=self.phrases.holidays[holiday], **hours)

    def _asked_or_now(self, found: HoursReport) -> Iterator[str]:
        """The asked time if there is one; else when a closed day ends, or how it is at this moment."""
        if self.mention and self.mention.time is not None and found.rule != "year_end":
            yield from self._at_time(self.mention.time, found)
        elif found.rule == "year_end":
            yield from self._next(found.next_open)
        else:
            yield from self._right_now()

    def _at_time(self, asked: time, found: HoursReport) -> Iterator[str]:
        if found.is_open and found.close:
            yield self._say("answered_at", time=clock_face(asked), close=clock_face(found.close))
            return
        yield self._say("not_answered_at", time=clock_face(asked))
        if not self._is_class():
            yield from self._next(found.next_open)

    def _right_now(self) -> Iterator[str]:
        closes = self.schedule.closes_at(self.now)
        if closes:
            yield self._say("open_now", close=clock_face(closes.time()))
            return
        yield self._say("closed_now")
        yield from self._next(self.schedule.next_opening(self.now))

    def _next(self, opening: datetime | None) -> Iterator[str]:
        if opening and opening > self.now:
            yield self._say("next_opening", next=self.moment(opening))

    def _week(self) -> str:
        weekday, holiday = self.schedule.weekday, self.schedule.holiday
        return self._say(
            "weekly",
            weekday_open=clock_face(weekday.open),
            weekday_close=clock_face(weekday.close),
            holiday_open=clock_face(holiday.open),
            holiday_close=clock_face(holiday.close),
            **self._closed_period(self.now.date()),
        )

    def _say(self, sentence: str, **values: str) -> str:
        return str(getattr(self.phrases.sentences, sentence)).format(**values)

    def _closed_period(self, today: date) -> dict[str, str]:
        first, last = self.schedule.closed_period(today)
        pattern = self.phrases.patterns.short
        return {"from": self._written(first, pattern), "to": self._written(last, pattern)}

    def _day(self, day: date) -> str:
        names = self.phrases.day
        if self.mention and self.mention.kind == "weekday_name":
            return names.other.format(date=self._written(day, self.phrases.patterns.weekday))
        return str(getattr(names, self._nearness(day))).format(date=self._dated(day))

    def moment(self, at: datetime) -> str:
        template = str(getattr(self.phrases.moment, self._nearness(at.date())))
        return template.format(time=clock_face(at.time()), date=self._dated(at.date()))

    def _nearness(self, day: date) -> str:
        ahead = day - self.now.date()
        return {timedelta(0): "today", timedelta(days=1): "tomorrow"}.get(ahead, "other")

    def _dated(self, day: date) -> str:
        """The date with its weekday, and with its year where another such date comes first."""
        soon = timedelta(0) <= day - self.now.date() < timedelta(days=365)
        return self._written(day, self.phrases.patterns.date if soon else self.phrases.patterns.dated)

    def _written(self, day: date, pattern: str) -> str:
        return str(format_date(day, pattern, locale=Locale.parse(self.locale, sep="-")))


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
