"""Numbers that may be said: those of the page itself, in any spelling."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from madoguchi.privacy.chains import GROUP, chains, close_chains, digits
from madoguchi.privacy.view import Span, view

_MY_NUMBER_LENGTH = 12
_SHORTEST = 4
_TELLING = 8
"""Fewer digits beside others are no fact but a group that happens to be alike."""
_FROM_ABROAD = ("81", "810")
"""What stands for the leading 0: +81 3 5246 9022, and often +81 (0)3 5246 9022."""


@dataclass(frozen=True)
class _Stretch:
    """Some neighbouring groups of a chain, and the signs in and around them."""

    sizes: tuple[int, ...]
    inner: list[str]
    beside: list[str]
    all_digits: int

    def is_as_printed(self, printed: tuple[int, ...]) -> bool:
        return len(self.sizes) == 1 or self.sizes == printed

    def stands_alone(self, printed: tuple[int, ...]) -> bool:
        """Not when it could be a stretch of a My Number, or when an odd spelling goes on as it began."""
        if not self.beside or sum(self.sizes) < _TELLING:
            return not self.beside
        goes_on = any(sign in self.inner for sign in self.beside)
        if self.is_as_printed(printed):
            return not (goes_on and self.all_digits == _MY_NUMBER_LENGTH)
        return not goes_on and self.all_digits != _MY_NUMBER_LENGTH


class _Chain:
    """A chain by its groups, and by its digits as if nothing stood between them."""

    def __init__(self, seen: str, chain: Span) -> None:
        self.start = chain[0]
        self.groups = list(GROUP.finditer(seen, *chain))
        self._links = [seen[left.end() : right.start()] for left, right in pairwise(self.groups)]
        self._digits = "".join(group[0] for group in self.groups)
        ends = list(accumulate(len(group[0]) for group in self.groups))
        self._last_by_end = {end: index for index, end in enumerate(ends)}
        self._first_by_start = {start: index for index, start in enumerate([0, *ends[:-1]])}

    def stretches(self, number: str) -> Iterator[tuple[int, int]]:
        """First and last group of each stretch that reads as this number."""
        at = self._digits.find(number)
        while at >= 0:
            first, last = self._first_by_start.get(at), self._last_by_end.get(at + len(number))
            if first is not None and last is not None:
                yield first, last
            at = self._digits.find(number, at + 1)

    def stretch(self, first: int, last: int) -> _Stretch:
        return _Stretch(
            sizes=tuple(len(group[0]) for group in self.groups[first : last + 1]),
            inner=self._links[first:last],
            beside=self._links[max(first - 1, 0) : first] + self._links[last : last + 1],
            all_digits=len(self._digits),
        )


class Facts:
    """The page's numbers, and what their leading groups say alone: "is 0120 free?"."""

    def __init__(self, allowed: Collection[str]) -> None:
        printed = [GROUP.findall(view(fact)) for fact in allowed]
        self._printed = {"".join(groups): tuple(map(len, groups)) for groups in printed}
        self._leads = {"".join(groups[:count]) for groups in printed for count in range(1, len(groups))}
        domestic = [number[1:] for number in self._printed if number.startswith("0")]
        self._abroad = [prefix + number for number in domestic for prefix in _FROM_ABROAD]

    def find(self, seen: str) -> list[Span]:
        """Where a fact stands on its own and isn't a stretch of some longer number."""
        found = [span for chain in chains(seen, _SHORTEST) for span in self._in_chain(seen, chain)]
        return found + [chain for chain in close_chains(seen) if self._is_lead(seen, chain)]

    def _is_lead(self, seen: str, chain: Span) -> bool:
        start, end = chain
        return end - start >= _SHORTEST and digits(seen[start:end]) in self._leads

    def _in_chain(self, seen: str, chain: Span) -> Iterator[Span]:
        written = seen[slice(*chain)]
        number = digits(written)
        called = [fact for fact in self._abroad if number.startswith(fact)] if written[0] == "+" else []
        said = [fact for fact in self._printed if fact in number]
        if called or said:
            yield from self._stretches(_Chain(seen, chain), said, called)

    def _stretches(self, chain: _Chain, said: list[str], called: list[str]) -> Iterator[Span]:
        for fact in said:
            for first, last in chain.stretches(fact):
                if chain.stretch(first, last).stands_alone(self._printed[fact]):
                    yield chain.groups[first].start(), chain.groups[last].end()
        for fact in called:
            yield from ((chain.start, chain.groups[last].end()) for first, last in chain.stretches(fact) if not first)
