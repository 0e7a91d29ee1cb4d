"""Digits that the bot has a use for: dates, clock times and years, as the six languages write them."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import permutations
from re import Match, Pattern
from typing import NamedTuple

from madoguchi.privacy.chains import LINK, close_chains, count
from madoguchi.privacy.view import Span

YEARS = range(1900, 2101)
_LEAP_YEAR = 2004
_MY_NUMBER_LENGTH = 12
SHORTEST_USE = len("1/1")
"""In characters."""
# How many more digits a chain may have, so that it is no number: the 5 in "November 5, 2026".
_MOST_BESIDE_A_USE = 3
_MOST_BESIDE_BARE_DIGITS = 2

_LINK = re.compile(LINK)


class Use(NamedTuple):
    """A place in the view that may stay. 2027 or 20271123 is bare: nothing but the digits tells its use."""

    span: Span
    is_bare: bool


def _day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year in YEARS
    except ValueError:
        return False


def _numbers(match: Match[str]) -> list[int]:
    return [int(group) for group in match.groups() if group and group.isdecimal()]


def _full_date(match: Match[str]) -> bool:
    year, *rest = sorted(_numbers(match), reverse=True)
    return any(_day(year, *order) for order in permutations(rest))


def _short_date(match: Match[str]) -> bool:
    return any(_day(2000 + year, *rest) for year, *rest in permutations(_numbers(match)))


def _compact_date(match: Match[str]) -> bool:
    return _day(*_numbers(match))


def _month_of_year(match: Match[str]) -> bool:
    year, month = sorted(_numbers(match), reverse=True)
    return _day(year, month, 1)


def _day_of_month(match: Match[str]) -> bool:
    return any(_day(_LEAP_YEAR, *order) for order in permutations(_numbers(match)))


def _year(match: Match[str]) -> bool:
    return int(match[0]) in YEARS


def _always(_: Match[str]) -> bool:
    return True


_Kind = tuple[str, Callable[[Match[str]], bool]]
_TWO = "([0-9]{1,2})"
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_MINUTE = "[0-5][0-9]"
_O_CLOCK = "(?= ?(?:[時时点點시]|h(?![a-z])))"
_UNBROKEN: tuple[_Kind, ...] = (
    (r"(?P<bare>[0-9]{4})([0-9]{2})([0-9]{2})", _compact_date),
    (r"(?P<bare>[0-9]{4})(?! ?[年년時时点點시])", _year),
    (r"[0-9]{4}(?= ?[年년])", _year),
)
# In pairs, 12-10-11 is a piece of a number and 12/10/11 a date: short dates take no dashes.
_WITH_SIGNS: tuple[_Kind, ...] = (
    (rf"([0-9]{{4}})(?P<sign>[-/]|\. ?){_TWO}(?P=sign){_TWO}", _full_date),
    (rf"{_TWO}(?P<sign>[-/]|\. ?){_TWO}(?P=sign)([0-9]{{4}})", _full_date),
    (rf"{_TWO}(?P<sign>[/.]){_TWO}(?P=sign){_TWO}", _short_date),
    (r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})/([0-9]{4})", _month_of_year),
    (rf"{_TWO}(?P<sign>/){_TWO}", _day_of_month),
    (rf"{_HOUR}(?P<sign>:){_MINUTE}", _always),
    (rf"(?:{_HOUR}|{_MINUTE})-{_HOUR}{_O_CLOCK}", _always),
    (rf"{_HOUR}\.{_MINUTE}-{_HOUR}\.{_MINUTE}|{_HOUR}\.{_MINUTE}{_O_CLOCK}", _always),
)


def _compiled(kinds: Iterable[_Kind]) -> list[tuple[Pattern[str], Callable[[Match[str]], bool]]]:
    return [(re.compile(rf"(?:{pattern})(?![0-9])"), is_one) for pattern, is_one in kinds]


_AT_THE_END = _compiled(_UNBROKEN)
_ANYWHERE = _compiled([*_WITH_SIGNS, *_UNBROKEN])
_MAYBE = re.compile(r"[0-9]{1,2}[-/.:]|[0-9]{4}(?![0-9])|[0-9]{8}(?![0-9])")  # spares most the other patterns
_SMALL = re.compile(r"[0-9]{1,3}(?![0-9])")


def _use(seen: str, at: int, end: int) -> Match[str] | None:
    if not _MAYBE.match(seen, at):
        return None
    kinds = _AT_THE_END if seen[at:end].isdecimal() else _ANYWHERE
    for pattern, is_one in kinds:
        match = pattern.match(seen, at)
        if match and match.end() <= end and is_one(match):
            return match
    return None


def _parts(seen: str, chain: Span) -> Iterator[tuple[Match[str], bool] | None]:
    """The chain's uses (true) and small numbers (false) in order; None, and no more, at what is neither."""
    at, end = chain
    while at < end:
        use = _use(seen, at, end)
        part = use or _SMALL.match(seen, at)
        link = part and _LINK.match(seen, part.end(), end)
        if part is None or (use and link and link[0] == use.groupdict().get("sign")):
            yield None
            return
        yield part, use is not None
        at = link.end() if link else end


def _in_chain(seen: str, chain: Span) -> list[Use]:
    found: list[Use] = []
    beside = 0
    could_be_longer = count(seen, chain) >= _MY_NUMBER_LENGTH
    for part in _parts(seen, chain):
        if part is None:
            return []
        match, is_use = part
        if is_use:
            found.append(Use(match.span(), "bare" in match.re.groupindex))
        else:
            beside += len(match[0])
        if beside > _MOST_BESIDE_A_USE or (could_be_longer and found and found[-1].is_bare):
            return []
    has_bare = any(use.is_bare for use in found)
    return [] if has_bare and beside > _MOST_BESIDE_BARE_DIGITS else found


def uses(seen: str, chain: Span) -> list[Use]:
    """The dates, times and years in a chain which holds little else; none if it could be a number.

    So 2027 is a year, and 2027 6353 9441 isn't one with something after it. Where the same sign goes on
    after a date, as in 11/12/10/11/05/06, the sign makes a number of it.
    """
    found = _in_chain(seen, chain)
    if found or count(seen, chain) == _MY_NUMBER_LENGTH:
        return found
    return [use for close in close_chains(seen, chain) if close != chain for use in _in_chain(seen, close)]
