"""Which day and which time a message means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from madoguchi.hotline.calendar import date_in_japan
from madoguchi.hotline.clock import is_clock_time, time_of
from madoguchi.hotline.day import DAY_KINDS, Kind, day_of
from madoguchi.hotline.lexicon import Vocabulary
from madoguchi.hotline.notation import Reading
from madoguchi.hotline.vocabulary import DayClass

Span = tuple[int, int]

# Between a weekday and its date stand at most a comma and a space, or a bracket.
_WIDEST_GAP = 3


@dataclass(frozen=True)
class Mention:
    """A day, a time or both, with where their words stand in the message (start and end)."""

    kind: Kind
    date: date | None = None
    day_class: DayClass | None = None
    time: time | None = None
    day_span: Span | None = None
    time_span: Span | None = None


def find_mention(text: str, vocabulary: Vocabulary, now: datetime) -> Mention | None:
    """The first day and the first time that a message speaks of, seen from Japan's date at `now`."""
    readings = vocabulary.readings(text)
    mention = _day(readings, date_in_japan(now))
    clock = next((reading for reading in readings if reading.kind == "clock" and is_clock_time(reading)), None)
    if clock is None:
        return mention
    at = time_of(clock, vocabulary.half_of_day(text))
    return replace(mention or Mention("time"), time=at, time_span=(clock.start, clock.end))


def _day(readings: Sequence[Reading], today: date) -> Mention | None:
    # "Still open on Sunday?" asks about Sunday: a word for now counts only where no day is named.
    named = sorted((reading for reading in readings if reading.kind in DAY_KINDS), key=_says_now)
    read = [mention for mention in (_read(reading, today) for reading in named) if mention]
    mentions = sorted(read, key=lambda mention: _only_describes(mention, read))
    return _with_its_date(mentions[0], next(iter(mentions[1:]), None)) if mentions else None


def _only_describes(mention: Mention, others: Sequence[Mention]) -> bool:
    """Beside a date, words for a class of days say which kind of date it is: 5 May, a public holiday."""
    return mention.kind == "class" and any(other.kind == "date" for other in others)


def _says_now(reading: Reading) -> bool:
    return reading.values.get("relative") == "now"


def _read(reading: Reading, today: date) -> Mention | None:
    day = day_of(reading, today)
    return Mention(day.kind, day.date, day.day_class, day_span=(reading.start, reading.end)) if day else None


def _with_its_date(mention: Mention, following: Mention | None) -> Mention:
    """A weekday with its date right behind it means that date: Sunday (29 November)."""
    if mention.kind != "weekday_name" or following is None or following.kind != "date":
        return mention
    (start, end), (next_start, next_end) = mention.day_span or (0, 0), following.day_span or (0, 0)
    if not 0 <= next_start - end <= _WIDEST_GAP:
        return mention
    return replace(following, day_span=(start, next_end))
