"""From the words around an hour to the time of day that they mean."""

from __future__ import annotations

from datetime import time

from madoguchi.hotline.notation import Reading, Words

_NAMED = {"noon": time(12), "midnight": time(0)}

# The hotline is never open before dawn, so "open at 7?" without more asks about the evening.
_LAST_BARE_AFTERNOON_HOUR = 7


def time_of(reading: Reading, half_of_day: str | None) -> time:
    """The time that a reading of the clock means; `half_of_day` is what the rest of the message tells."""
    for name, meant in _NAMED.items():
        if name in reading.values:
            return meant
    hour, minute = _hour(reading.values, half_of_day), int(reading.values.get("minute", "0"))
    minutes = (hour * 60 + minute - int(reading.values.get("minutes_to", "0"))) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def is_clock_time(reading: Reading) -> bool:
    """Whether the numbers fit a clock: Chinese numerals can spell any number."""
    hour, minute = reading.values.get("hour", "0"), reading.values.get("minute", "0")
    return int(hour) < 24 and int(minute) < 60


def _hour(values: Words, half_of_day: str | None) -> int:
    written = values["hour"]
    hour = int(written)
    half = values.get("part", half_of_day)
    if half == "am":
        return hour % 12 if hour == 12 else hour
    if half == "night":
        return _night_hour(hour)
    if half == "pm":
        return hour + 12 if hour < 12 else hour
    return hour + 12 if _means_afternoon(written) else hour


def _night_hour(hour: int) -> int:
    """Twelve at night is midnight, one to four are the small hours."""
    if hour == 12:
        return 0
    return hour + 12 if 5 <= hour < 12 else hour


def _means_afternoon(hour: str) -> bool:
    return not hour.startswith("0") and 1 <= int(hour) <= _LAST_BARE_AFTERNOON_HOUR
