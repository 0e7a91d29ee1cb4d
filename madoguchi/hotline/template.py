"""The little language of notations: `{month}月[ {day}日]`, `(at|by) {hour}`.

`{name}` stands for something else, `[...]` may be left out, `(a|b)` is either, and a space stands for up to
three spaces or none. There is no unbounded repetition, so matching is linear in the length of a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from madoguchi.hotline.folding import fold

_TOKEN = re.compile(r"\{\w+\}|[\[\]()|]| +|[^{}\[\]()| ]+|[{}]")
_SPACES = r"\s{0,3}"


@dataclass(frozen=True)
class Part:
    """What stands at one place of a notation: its expression, how it may begin (by a letter or two), its names."""

    expression: str
    initials: frozenset[str]
    optional: bool = False
    names: tuple[str, ...] = ()


NOTHING = Part("", frozenset(), optional=True)


class TemplateError(ValueError):
    """A notation that cannot be read, with the reason."""


def parse(template: str, names: Mapping[str, Part]) -> Part:
    """Read a notation, in which every name in braces stands for the part of that name."""
    tokens = iter(_TOKEN.findall(template))
    part = _alternatives(tokens, names, closing="")
    if len(set(part.names)) < len(part.names):
        raise TemplateError(f"{template!r}: a name appears twice")
    if part.optional:
        raise TemplateError(f"{template!r}: may be empty")
    return part


def _alternatives(tokens: Iterator[str], names: Mapping[str, Part], closing: str) -> Part:
    branches: list[Part] = []
    branch = NOTHING
    for token in tokens:
        if token == closing:
            return _either([*branches, branch])
        if token == "|":
            branches.append(branch)
            branch = NOTHING
        else:
            branch = _followed_by(branch, _part(token, tokens, names))
    if closing:
        raise TemplateError(f"{closing!r} is missing")
    return _either([*branches, branch])


def _part(token: str, tokens: Iterator[str], names: Mapping[str, Part]) -> Part:
    if token == "[":
        inner = _alternatives(tokens, names, closing="]")
        return Part(f"(?:{inner.expression})?", inner.initials, optional=True, names=inner.names)
    if token == "(":
        return _alternatives(tokens, names, closing=")")
    if token.startswith(" "):
        return Part(_SPACES, frozenset(" "), optional=True)
    if token.startswith("{"):
        return _named(token.strip("{}"), names)
    if token in "])}":
        raise TemplateError(f"{token!r} has no beginning")
    return Part(re.escape(fold(token)), frozenset({fold(token)[:2]}))


def _named(name: str, names: Mapping[str, Part]) -> Part:
    if name not in names:
        raise TemplateError(f"{{{name}}} is unknown")
    part = names[name]
    return Part(f"(?P<{name}>{part.expression})", part.initials, names=(name,))


def _either(branches: list[Part]) -> Part:
    if len(branches) == 1:
        return branches[0]
    return Part(
        f"(?:{'|'.join(branch.expression for branch in branches)})",
        frozenset().union(*(branch.initials for branch in branches)),
        optional=any(branch.optional for branch in branches),
        names=tuple(name for branch in branches for name in branch.names),
    )


def _followed_by(first: Part, then: Part) -> Part:
    return Part(
        first.expression + then.expression,
        first.initials | then.initials if first.optional else first.initials,
        optional=first.optional and then.optional,
        names=first.names + then.names,
    )
