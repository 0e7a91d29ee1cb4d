"""Everything that can be wrong with content that has the right shape."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import regex

from madoguchi.content.files import Reader
from madoguchi.content.load import read
from madoguchi.content.model import Content
from madoguchi.content.schema import AnswerText, ContentError
from madoguchi.hotline.lexicon import load_vocabularies
from madoguchi.hotline.phrases import load_phrases

TEXT_LIMIT = 400
"""Characters that a person reads on a phone without scrolling."""
TITLE_LIMIT = 20
"""Graphemes of a quick reply's label (LINE Messaging API, `QuickReply` action label)."""
BAR_LIMIT = 14
"""Characters of the bar that opens a rich menu (LINE Messaging API, `RichMenuRequest.chatBarText`)."""
MESSAGE_LIMIT = 5000
"""UTF-16 units of a text message (LINE Messaging API, `TextMessage`)."""
COMPOSED = {"hotline_hours"}
"""Intents whose text depends on the clock and is made by `madoguchi.hotline`."""
LITERAL_FACTS = re.compile(r"0\d{1,3}-\d{2,4}-\d{2,4}|\d{1,2}[:：]\d{2}|\d{9}|\d{4}[-/年년]\d{1,2}")

ODD_BRACE = "a brace without its partner"

Fault = tuple[str, str, str]


def check(root: Path) -> list[str]:
    """All faults of the content below `root`, one line each; none means that the bot can use it."""
    reader = Reader(root)
    content = read(reader)
    if content is not None:
        for fault in chain(_intents(content), _facts(content), *(_locale(content, one) for one in content.locales)):
            reader.fault(*fault)
    reader.faults += [*_faults_of(load_vocabularies, root / "calendar"), *_faults_of(load_phrases, root / "hours")]
    for name in _edited(root):
        for fault in _literal_facts(root, name):
            reader.fault(*fault)
    return reader.faults


def _faults_of(load: Callable[[Path], object], folder: Path) -> list[str]:
    try:
        load(folder)
    except ContentError as error:
        return error.faults
    return []


def _intents(content: Content) -> Iterator[Fault]:
    for name, intent in content.intents.items():
        for passage in set(intent.passages) - content.passages.keys():
            yield "intents.yml", name, f"unknown passage {passage}"
        for follow_up in intent.follow_ups:
            if follow_up not in content.intents or follow_up == name:
                yield "intents.yml", name, f"cannot lead on to {follow_up}"
        if intent.offer == name or (intent.offer and intent.offer not in content.intents):
            yield "intents.yml", name, f"cannot offer {intent.offer}"


def _facts(content: Content) -> Iterator[Fault]:
    words = "\n".join(content.passages.values())
    for key, number in content.facts.phones.model_dump().items():
        if number not in words:
            yield "facts.yml", f"phones.{key}", "not in passages.yml"
    if content.facts.page.id not in words:
        yield "facts.yml", "page.id", "not in passages.yml"


def _locale(content: Content, locale: str) -> Iterator[Fault]:
    yield from _same_keys(content.texts[locale], content.intents, f"answers/{locale}.yml", "answer")
    facts = {fact for intent in content.intents.values() for fact in intent.facts}
    yield from _same_keys(content.glossaries[locale], facts, f"glossary/{locale}.yml", "wordings")
    first = next(iter(content.outside))
    yield from _same_keys(content.outside[locale], content.outside[first], f"outside/{locale}.yml", "topic")
    yield from _same_keys(content.interfaces[locale].groups, content.groups, f"interface/{locale}.yml", "group name")
    yield from _glossary(content, locale)
    yield from _answers(content, locale)
    yield from _interface(content, locale)


def _same_keys(given: Iterable[str], wanted: Iterable[str], name: str, what: str) -> Iterator[Fault]:
    yield from ((name, key, f"no {what}") for key in sorted(set(wanted) - set(given)))
    yield from ((name, key, "unknown key") for key in sorted(set(given) - set(wanted)))


def _glossary(content: Content, locale: str) -> Iterator[Fault]:
    for fact, wordings in content.glossaries[locale].items():
        problems = (_unfillable(content, locale, wording) for wording in wordings)
        yield from ((f"glossary/{locale}.yml", fact, problem) for problem in problems if problem)


def _answers(content: Content, locale: str) -> Iterator[Fault]:
    name = f"answers/{locale}.yml"
    yield from ((name, f"{intent}.title", problem) for intent, problem in _titles(content.texts[locale]))
    for intent, answer in content.texts[locale].items():
        for key, text in (("text", answer.text), ("more", answer.more)):
            yield from ((name, f"{intent}.{key}", problem) for problem in _text(content, locale, text or ""))
        if not answer.text and intent not in COMPOSED:
            yield name, intent, "no answer"
        elif answer.text and intent in content.intents and not _unfillable(content, locale, answer.text):
            said = content.fill(answer.text, locale)
            missing = missing_facts(content, intent, locale, said)
            yield from ((name, intent, f"does not state {fact}") for fact in missing)


def _titles(answers: Mapping[str, AnswerText]) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for intent, answer in answers.items():
        if graphemes(answer.title) > TITLE_LIMIT:
            yield intent, f"{graphemes(answer.title)} characters, {TITLE_LIMIT} at most"
        if seen.setdefault(answer.title, intent) != intent:
            yield intent, f"the same as that of {seen[answer.title]}"


def _text(content: Content, locale: str, text: str) -> Iterator[str]:
    if problem := _unfillable(content, locale, text):
        yield problem
    elif (length := len(content.fill(text, locale))) > TEXT_LIMIT:
        yield f"{length} characters, {TEXT_LIMIT} at most"


def _unfillable(content: Content, locale: str, text: str) -> str | None:
    """What keeps the facts from being filled in, if anything."""
    found = placeholders(text)
    if found is None:
        return ODD_BRACE
    unknown = found - content.fields(locale).keys()
    return f"unknown placeholder {', '.join(sorted(unknown))}" if unknown else None


def missing_facts(content: Content, intent: str, locale: str, said: str) -> list[str]:
    """The facts that the catalogue wants of the intent and the text does not state."""
    glossary, folded = content.glossaries[locale], said.casefold()
    wanted = [fact for fact in content.intents[intent].facts if fact in glossary]
    return [fact for fact in wanted if not _states(content, locale, folded, glossary[fact])]


def _states(content: Content, locale: str, folded: str, wordings: list[str]) -> bool:
    if any(_unfillable(content, locale, wording) for wording in wordings):
        return True  # the wording is the fault, not the answer
    return any(content.fill(wording, locale).casefold() in folded for wording in wordings)


def _interface(content: Content, locale: str) -> Iterator[Fault]:
    """The same placeholders as the first language's, since the program fills those in."""
    first = next(iter(content.interfaces))
    model, given = (_flat(content.interfaces[one].model_dump()) for one in (first, locale))
    for key in model.keys() & given.keys():
        if problem := _unlike(given[key], model[key], first):
            yield f"interface/{locale}.yml", key, problem
        if utf16_units(given[key]) > MESSAGE_LIMIT:
            yield f"interface/{locale}.yml", key, f"over {MESSAGE_LIMIT} UTF-16 units"
    for key, label in content.interfaces[locale].line.menu.model_dump().items():
        limit = BAR_LIMIT if key == "bar" else TITLE_LIMIT
        if graphemes(label) > limit:
            yield f"interface/{locale}.yml", f"line.menu.{key}", f"{graphemes(label)} characters, {limit} at most"


def _unlike(given: str, model: str, first: str) -> str | None:
    """How the placeholders of a text differ from those of the first language's, if they do."""
    found, wanted = placeholders(given), placeholders(model)
    if found is None:
        return ODD_BRACE
    if wanted is None or found == wanted:
        return None
    return f"placeholders must be {', '.join(sorted(wanted)) or 'none'}, as in {first}"


def _flat(tree: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return flat


def _edited(root: Path) -> list[str]:
    folders = ("answers", "interface", "glossary", "hours")
    return sorted(str(path.relative_to(root)) for folder in folders for path in (root / folder).glob("*.yml"))


def _literal_facts(root: Path, name: str) -> Iterator[Fault]:
    for number, line in enumerate((root / name).read_text(encoding="utf8", errors="replace").splitlines(), 1):
        for found in LITERAL_FACTS.findall(line):
            yield name, f"line {number}", f"{found} is a fact: facts.yml holds it, here goes a placeholder"


def placeholders(text: str) -> set[str] | None:
    """The names in a text's braces; None where a brace lacks its partner."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    except ValueError:
        return None


def graphemes(text: str) -> int:
    """Characters as a reader counts them (UAX #29)."""
    return len(regex.findall(r"\X", text))


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
