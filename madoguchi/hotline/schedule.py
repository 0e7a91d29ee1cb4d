"""When the call centre answers the telephone (passage P26); the figures come from `content/facts.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from madoguchi.hotline.calendar import days_from, in_year_end, next_year_end, public_holiday

Rule = Literal["weekday", "saturday", "sunday", "holiday", "year_end"]

_WEEKEND: Mapping[int, Rule] = {5: "saturday", 6: "sunday"}


@dataclass(frozen=True)
class Hours:
    """From when to when the telephone is answered: the opening minute is in, the closing minute out."""

    open: time
    close: time


@dataclass(frozen=True)
class DayHours:
    """The hours of one day, and the rule that they follow; no times on a closed day."""

    date: date
    rule: Rule
    open: time | None
    close: time | None


@dataclass(frozen=True)
class Schedule:
    """The call centre's week, its holidays and its closure over the year-end and New Year (passage P26)."""

    timezone: ZoneInfo
    weekday: Hours
    holiday: Hours
    closed_from: tuple[int, int]
    closed_to: tuple[int, int]

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Schedule:
        """Read `timezone`, `hours` and `closed` from the facts, and fail with the name of what is wrong."""
        return cls(
            timezone=ZoneInfo(str(_fact(facts, "timezone"))),
            weekday=_hours(facts, "weekday"),
            holiday=_hours(facts, "holiday"),
            closed_from=_month_day(facts, "from"),
            closed_to=_month_day(facts, "to"),
        )

    def local(self, at: datetime) -> datetime:
        """The moment as Japanese clocks show it, whatever zone the server is in."""
        if at.tzinfo is None:
            raise ValueError(f"{at!r} has no time zone")
        return at.astimezone(self.timezone)

    def moment(self, day: date, at: time) -> datetime:
        """A date and a time of day in Japan as one moment."""
        return datetime.combine(day, at, tzinfo=self.timezone)

    def rule_on(self, day: date) -> Rule:
        """Which rule a day follows: the year-end wins over a public holiday, and that over a weekend."""
        if in_year_end(day, self.closed_from, self.closed_to):
            return "year_end"
        if public_holiday(day):
            return "holiday"
        return _WEEKEND.get(day.weekday(), "weekday")

    def hours_on(self, day: date) -> DayHours:
        """The hours of a day."""
        rule = self.rule_on(day)
        hours = self.hours_for(rule)
        return DayHours(day, rule, hours.open, hours.close) if hours else DayHours(day, rule, None, None)

    def hours_for(self, rule: Rule) -> Hours | None:
        """The hours that a rule gives; none over the year-end."""
        if rule == "year_end":
            return None
        return self.weekday if rule == "weekday" else self.holiday

    def is_open(self, at: datetime) -> bool:
        """Whether the telephone is answered at this moment."""
        return self.closes_at(at) is not None

    def closes_at(self, at: datetime) -> datetime | None:
        """When the telephone stops being answered; none if it is not answered at this moment."""
        local = self.local(at)
        day = self.hours_on(local.date())
        if day.open is None or day.close is None or not day.open <= local.time() < day.close:
            return None
        return self.moment(day.date, day.close)

    def next_opening(self, after: datetime) -> datetime | None:
        """The first opening later than this moment."""
        local = self.local(after)
        openings = (self._opening(day) for day in days_from(local.date()))
        return next((opening for opening in openings if opening and opening > local), None)

    def closed_period(self, today: date) -> tuple[date, date]:
        """The first and last day of the closure over New Year, the present one or the next."""
        return next_year_end(today, self.closed_from, self.closed_to)

    def _opening(self, day: date) -> datetime | None:
        opens = self.hours_on(day).open
        return self.moment(day, opens) if opens else None


def _fact(facts: Mapping[str, Any], *keys: str) -> Any:
    value: Any = facts
    for depth, key in enumerate(keys):
        if not isinstance(value, Mapping) or key not in value:
            raise ValueError(f"facts: {'.'.join(keys[: depth + 1])} is missing")
        value = value[key]
    return value


def _hours(facts: Mapping[str, Any], days: str) -> Hours:
    hours = Hours(_time(facts, days, "open"), _time(facts, days, "close"))
    if hours.open >= hours.close:
        raise ValueError(f"facts: hours.{days}: opens at {hours.open}, but closes at {hours.close}")
    return hours


def _time(facts: Mapping[str, Any], days: str, edge: str) -> time:
    written = str(_fact(facts, "hours", days, edge))
    try:
        return datetime.strptime(written, "%H:%M").time()
    except ValueError:
        raise ValueError(f"facts: hours.{days}.{edge}: {written!r} is not a time such as 8:05") from None


def _month_day(facts: Mapping[str, Any], edge: str) -> tuple[int, int]:
    written = str(_fact(facts, "closed", edge))
    try:
        day = datetime.strptime(f"2000-{written}", "%Y-%m-%d")
    except ValueError:
        raise ValueError(f"facts: closed.{edge}: {written!r} is not a month and day such as 07-31") from None
    return day.month, day.day
