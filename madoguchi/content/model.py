"""The content as the rest of the program sees it: read, checked for shape, its facts filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.dates import format_date

from madoguchi.content.schema import AnswerText, Facts, Intent, Interface, Language, OutsideTopic


@dataclass(frozen=True)
class Answer:
    """What the bot says to an intent in a locale, facts filled in. `text` is None where code composes it."""

    title: str
    text: str | None
    more: str | None


@dataclass(frozen=True)
class Content:
    root: Path
    facts: Facts
    languages: Mapping[str, Language]
    groups: Mapping[str, Mapping[str, Intent]]
    passages: Mapping[str, str]
    texts: Mapping[str, Mapping[str, AnswerText]]
    interfaces: Mapping[str, Interface]
    glossaries: Mapping[str, Mapping[str, list[str]]]
    outside: Mapping[str, Mapping[str, OutsideTopic]]

    @cached_property
    def intents(self) -> dict[str, Intent]:
        """Every intent that the page answers, whatever its group."""
        return {name: intent for group in self.groups.values() for name, intent in group.items()}

    @cached_property
    def locales(self) -> dict[str, str]:
        """Locale to its language: `zh-Hant` to `zh`."""
        return {locale: code for code, language in self.languages.items() for locale in language.locales}

    def locale(self, language: str, script: str | None = None) -> str:
        """The locale in which a language (and script, where it has several) is answered."""
        locales = list(self.languages[language].locales)
        return next((one for one in locales if script and one.endswith(f"-{script}")), locales[0])

    def fields(self, locale: str) -> dict[str, str]:
        """The facts under the names by which texts call them, as this locale writes them."""
        return self._fields[locale]

    def answer(self, intent: str, locale: str) -> Answer:
        return self._answers[locale][intent]

    def fill(self, template: str, locale: str, **values: str) -> str:
        """The template with its placeholders replaced by facts and the values given."""
        return template.format(**self._fields[locale], **values)

    def source(self, intent: str) -> dict[str, Any]:
        """What an answer rests on (passage P28 and those of the intent), as data beside the text."""
        page = self.facts.page
        return {
            "passages": self.intents[intent].passages,
            "page": page.id,
            "updated": page.updated.isoformat(),
        }

    @cached_property
    def _fields(self) -> dict[str, dict[str, str]]:
        return {locale: _fields(self.facts, self.languages[code], locale) for locale, code in self.locales.items()}

    @cached_property
    def _answers(self) -> dict[str, dict[str, Answer]]:
        return {
            locale: {intent: self._filled(text, locale) for intent, text in texts.items()}
            for locale, texts in self.texts.items()
        }

    def _filled(self, answer: AnswerText, locale: str) -> Answer:
        text, more = (part and self.fill(part, locale).strip() for part in (answer.text, answer.more))
        return Answer(answer.title, text, more)


def _fields(facts: Facts, language: Language, locale: str) -> dict[str, str]:
    phones = facts.phones.model_dump()
    return phones | {
        "hotline": phones[language.hotline],
        "page_id": facts.page.id,
        "page_updated": format_date(facts.page.updated, "long", locale.replace("-", "_")),
        "weekday_open": facts.hours.weekday.open,
        "weekday_close": facts.hours.weekday.close,
        "holiday_open": facts.hours.holiday.open,
        "holiday_close": facts.hours.holiday.close,
    }
