"""What a recogniser is: the pattern says "looks like", the check says "is".

A check only grades. A number that fails its check digit was mistyped and is still a number, so nothing is
shown again because of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Pattern
from typing import Protocol

from madoguchi.privacy.chains import chains
from madoguchi.privacy.view import Span

Check = Callable[[str], bool]
"""Is it, judging by its digits (letters included, signs left out)?"""

_SHORTEST = 8
"""No number that is told by its length has fewer digits; it spares short chains the patterns."""


class Recogniser(Protocol):
    """Finds one kind of thing in a view. Lower ranks look first."""

    @property
    def name(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def check(self) -> Check | None: ...
    def find(self, seen: str) -> Iterable[Span]: ...


@dataclass(frozen=True)
class InText:
    """Recognised by its pattern anywhere in the message, if that has the `hint`, which is looked for faster."""

    name: str
    rank: int
    hint: Pattern[str]
    pattern: Pattern[str]
    check: Check | None = None

    def find(self, seen: str) -> Iterable[Span]:
        return (match.span() for match in self.pattern.finditer(seen)) if self.hint.search(seen) else ()


@dataclass(frozen=True)
class InChains:
    """Recognised by a whole chain of digits, or else by a well-known spelling inside a longer one."""

    name: str
    rank: int
    whole: Pattern[str]
    pattern: Pattern[str]
    check: Check | None = None

    def find(self, seen: str) -> Iterable[Span]:
        return (span for chain in chains(seen, _SHORTEST) for span in self._in_chain(seen, chain))

    def _in_chain(self, seen: str, chain: Span) -> Iterable[Span]:
        if self.whole.fullmatch(seen, *chain):
            return [chain]
        return (match.span() for match in self.pattern.finditer(seen, *chain))
