"""Answers about the hours, from a resident's words to a sentence and its data (passage P26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from madoguchi.hotline.lexicon import vocabularies
from madoguchi.hotline.mention import Mention, find_mention
from madoguchi.hotline.phrases import load_phrases
from madoguchi.hotline.report import clock_face, report
from madoguchi.hotline.schedule import Schedule
from madoguchi.hotline.wording import word, word_moment

Report = dict[str, str | bool | None]


class HoursDesk:
    """The schedule with the words in which residents ask about it and in which it is told."""

    def __init__(self, facts: Mapping[str, Any], root: Path) -> None:
        self.schedule = Schedule.from_facts(facts)
        self._vocabularies = vocabularies(root / "calendar")
        self._phrases = load_phrases(root / "hours")

    def answer(self, text: str, locale: str, now: datetime, last_day: date | None) -> tuple[Report, str]:
        """The hours that a message asks for; a time alone is one of the day that was spoken of last."""
        mention = find_mention(text, self._vocabularies[locale.partition("-")[0]], now)
        if mention and mention.kind == "time" and last_day:
            mention = replace(mention, kind="date", date=last_day)
        return self._report(mention, now), word(mention, self.schedule, self._phrases[locale], locale, now)

    def status(self, opened: str, closed: str, locale: str, now: datetime) -> tuple[str, Report]:
        """Whether the telephone is answered at this moment, in a template of the interface."""
        closes = self.schedule.closes_at(now)
        if closes:
            return opened.format(close=clock_face(closes.time())), self._report(None, now)
        opens = self.schedule.next_opening(now)
        if opens is None:
            raise ValueError("content/facts.yml: hours: the call centre never opens")
        moment = word_moment(opens, self.schedule, self._phrases[locale], locale, now)
        return closed.format(next=moment), self._report(None, now)

    def today(self, now: datetime) -> Report:
        """Today's hours, and whether the telephone is answered at this moment."""
        return self._report(None, now)

    def _report(self, mention: Mention | None, now: datetime) -> Report:
        return report(mention, self.schedule, now).as_dict()
