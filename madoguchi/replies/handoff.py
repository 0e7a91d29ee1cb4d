"""Handing off to a person: why, which number, and whether it is answered now."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from madoguchi.content import Content
from madoguchi.hotline import HoursDesk
from madoguchi.replies.phones import hotline, ward
from madoguchi.replies.topics import topics
from madoguchi.replies.turn import Button, QuickReply, Reply, Turn

LATIN = re.compile(r"[a-zà-ÿ]")


class Handoff:
    """Whatever the page does not cover goes to the telephone (passages P23 to P27)."""

    def __init__(self, content: Content, desk: HoursDesk) -> None:
        self.content = content
        self.desk = desk

    def outside(self, turn: Turn) -> Reply:
        """A topic that the page does not cover: named where it is near, refused where it is far."""
        topic = self.topic(turn.text)
        said = self.content.interfaces[turn.locale].handoff
        if topic is None:
            return self.reply(said.far, "out_of_scope", turn)
        name = self.content.outside[turn.locale][topic].name
        return self.reply(self.content.fill(said.near, turn.locale, topic=name), "near_topic", turn)

    def not_understood(self, turn: Turn) -> Reply:
        """Guesses to choose from where there are any, else the telephone."""
        interface = self.content.interfaces[turn.locale]
        if turn.guesses:
            return Reply(interface.did_you_mean, self._guesses(turn))
        if self.topic(turn.text):
            return self.outside(turn)
        return self.reply(interface.handoff.not_understood, "not_understood", turn)

    def none_of_these(self, turn: Turn) -> Reply:
        return self.reply(self.content.interfaces[turn.locale].handoff.not_understood, "none_of_these", turn)

    def not_helpful(self, turn: Turn) -> Reply:
        return self.reply(self.content.interfaces[turn.locale].handoff.not_helpful, "not_helpful", turn)

    def human(self, turn: Turn) -> Reply:
        return self.reply(self.content.interfaces[turn.locale].handoff.human, "asked_for_a_person", turn)

    def reply(self, why: str, reason: str, turn: Turn) -> Reply:
        """The reason, the numbers, and whether the call centre answers at this moment."""
        said = self.content.interfaces[turn.locale].handoff
        status, hours = self.desk.status(said.open, said.closed, turn.locale, turn.now)
        lines = [
            self.content.fill(said.hotline, turn.locale),
            status,
            self.content.fill(said.ward, turn.locale),
        ]
        return Reply(
            text="\n".join([why, "", *lines]),
            quick_replies=topics(self.content, turn.locale),
            hours=hours,
            phones=(hotline(self.content, turn.locale), ward(self.content, turn.locale)),
            handoff=reason,
        )

    def topic(self, text: str) -> str | None:
        """The near topic that a message is about, known by its words in any language."""
        folded = _fold(text)
        return next((topic for topic, pattern in self._patterns.items() if pattern.search(folded)), None)

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        first = next(iter(self.content.outside.values()))
        return {
            topic: _any_of([word for locale in self.content.outside.values() for word in locale[topic].words])
            for topic in first
        }

    def _guesses(self, turn: Turn) -> tuple[QuickReply, ...]:
        guesses = [QuickReply(self.content.answer(one, turn.locale).title, Button(one).payload) for one in turn.guesses]
        none = QuickReply(self.content.interfaces[turn.locale].none_of_these, Button("none_of_these").payload)
        return (*guesses, none)


def _any_of(words: list[str]) -> re.Pattern[str]:
    """One pattern for all words; Latin ones count at the start of a word only ("card" not in "discard").

    Each kind in a group of its own: within one, Python passes over places where no word's first letter stands.
    """
    folded = sorted({_fold(word) for word in words})
    latin, others = (
        "|".join(re.escape(word) for word in folded if bool(LATIN.match(word)) is is_latin)
        for is_latin in (True, False)
    )
    groups = [rf"(?<![^\W\d_])(?:{latin})"] * bool(latin) + [f"(?:{others})"] * bool(others)
    return re.compile("|".join(groups))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
