"""Chains: groups of digits with nothing but a few signs between them, as people write long numbers."""

import re
from re import Pattern

from madoguchi.privacy.view import KEPT, Span

# A sign is anything but a letter, a digit or a settled place. The two classes share no character, so that
# these patterns can't backtrack into each other.
SIGN = rf"[^\w{KEPT}]"
LINK = rf"{SIGN}{{1,10}}"
"""Between the groups of one number; `] - [` and two line ends fit in, twice."""

# A pattern that begins with one character of a class is looked for several times as fast as one with a + after it.
_CHAIN = re.compile(rf"[0-9][0-9]*(?:{LINK}[0-9]+)*")
_CLOSE_CHAIN = re.compile(rf"[0-9][0-9]*(?:{SIGN}{{1,2}}[0-9]+)*")
GROUP = re.compile("[0-9][0-9]*")


def chains(seen: str, shortest: int = 1) -> list[Span]:
    """Every chain of at least so many characters, from its first digit (or the + before it) to its last."""
    spans = [match.span() for match in _CHAIN.finditer(seen)]
    long = [span for span in spans if span[1] - span[0] >= shortest]
    return [(start - (seen[start - 1 : start] == "+"), end) for start, end in long]


def close_chains(seen: str, within: Span | None = None) -> list[Span]:
    """Every chain whose groups are at most two signs apart."""
    return [match.span() for match in _CLOSE_CHAIN.finditer(seen, *(within or (0, len(seen))))]


def digits(seen: str) -> str:
    """The digits alone."""
    return "".join(GROUP.findall(seen))


def count(seen: str, span: Span) -> int:
    """How many digits stand there."""
    start, end = span
    return end - start if end - start < 2 else len(digits(seen[start:end]))


def spelt(*sizes: int) -> str:
    """The pattern of a number written in groups of these sizes: `spelt(4, 4, 4)`."""
    return LINK.join(f"[0-9]{{{size}}}" for size in sizes)


def in_any_grouping(fewest: int, most: int | None = None) -> str:
    """The pattern of so many digits, wherever the signs between them stand."""
    return rf"[0-9](?:{SIGN}{{0,10}}[0-9]){{{fewest - 1},{(most or fewest) - 1}}}"


def one_of(*spellings: str) -> Pattern[str]:
    """Any of these spellings, the digits beside it not being part of a longer group."""
    return re.compile(rf"(?<![0-9+])(?:{'|'.join(spellings)})(?![0-9])")
