"""What is true of the call centre on the day and at the time that a message asks for (passage P26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from madoguchi.hotline.calendar import days_from
from madoguchi.hotline.mention import Mention
from madoguchi.hotline.schedule import Rule, Schedule
from madoguchi.hotline.vocabulary import DayClass

RULES_OF_CLASS: Mapping[DayClass, tuple[Rule, ...]] = {
    "weekday": ("weekday",),
    "saturday": ("saturday",),
    "sunday": ("sunday",),
    "weekend": ("saturday", "sunday"),
    "holiday": ("holiday",),
    "year_end": ("year_end",),
}


@dataclass(frozen=True)
class HoursReport:
    """The hours of the day that was asked for, and whether the telephone is answered at the asked moment."""

    date: date
    open: time | None
    close: time | None
    is_open: bool
    rule: Rule
    next_open: datetime | None

    def as_dict(self) -> dict[str, str | bool | None]:
        """The report for slots and logs: ISO 8601 dates, times as `8:05`."""
        return {
            "date": self.date.isoformat(),
            "open": clock_face(self.open) if self.open else None,
            "close": clock_face(self.close) if self.close else None,
            "is_open": self.is_open,
            "rule": self.rule,
            "next_open": self.next_open.isoformat() if self.next_open else None,
        }


def report(mention: Mention | None, schedule: Schedule, now: datetime) -> HoursReport:
    """Judge the asked moment: a time on a day, now if the day is today, or else the day as a whole."""
    day = schedule.hours_on(asked_date(mention, schedule, now))
    asked = asked_moment(mention, day.date, schedule, now)
    is_open = schedule.is_open(asked) if asked else day.open is not None
    after = now if is_open else asked or schedule.moment(day.date, time.min)
    return HoursReport(day.date, day.open, day.close, is_open, day.rule, schedule.next_opening(after))


def asked_date(mention: Mention | None, schedule: Schedule, now: datetime) -> date:
    """The day that was asked for: the date, the next day of the class, or today."""
    today = schedule.local(now).date()
    if mention is None or (mention.date is None and mention.day_class is None):
        return today
    return mention.date or _next_of_class(mention, schedule, today)


def asked_moment(mention: Mention | None, day: date, schedule: Schedule, now: datetime) -> datetime | None:
    """The moment that was asked for; none if another day was asked for without a time."""
    if mention and mention.time is not None:
        return schedule.moment(day, mention.time)
    local = schedule.local(now)
    is_class = mention is not None and mention.date is None and mention.day_class is not None
    return local if day == local.date() and not is_class else None


def clock_face(at: time) -> str:
    """A time as the page writes it in every language: `8:05`, `16:00`."""
    return f"{at.hour}:{at.minute:02}"


def _next_of_class(mention: Mention, schedule: Schedule, today: date) -> date:
    rules = RULES_OF_CLASS[mention.day_class or "weekday"]
    return next((day for day in days_from(today) if schedule.rule_on(day) in rules), today)
