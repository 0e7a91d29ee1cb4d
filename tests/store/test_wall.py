"""What the gate would mask is not written, wherever in an event it stands; what the bot itself says is."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest

from madoguchi.content import Content
from madoguchi.privacy import Gate
from madoguchi.privacy.gate import Masked
from madoguchi.replies import Composer, Turn
from madoguchi.store.wall import Breach, Wall
from tests.conftest import LOCALES, WEDNESDAY_NOON

NUMBER = "123456789018"


@pytest.fixture(scope="module")
def built(content: Content) -> Wall:
    return Wall(Gate([*content.facts.phones.model_dump().values(), content.facts.page.id]))


PLACES = {
    "the text": {"event": "user", "text": f"mine is {NUMBER}"},
    "full width": {"event": "user", "text": "１２３４ ５６７８ ９０１８"},
    "an entity": {"parse_data": {"entities": [{"entity": "x", "value": NUMBER}]}},
    "an intent": {"parse_data": {"intent": {"name": f"/{NUMBER}"}}},
    "metadata": {"metadata": {"page": {"title": ["a", NUMBER]}}},
    "a key": {"metadata": {NUMBER: "x"}},
    "a whole number": {"metadata": {"n": int(NUMBER)}},
    "a float": {"metadata": {"n": float(NUMBER)}},
    "a place in a text": {"entities": [{"end": int(NUMBER)}]},
    "a place that is none": {"entities": [{"end": NUMBER}]},
    "a slot": {"event": "slot", "name": "feedback", "value": {"why": NUMBER}},
    "what the bot says": {"event": "bot", "text": f"You said {NUMBER}"},
    "what only looks like a moment": {"text": "1234-05-17T09:01:08+00:00"},
    "an address": {"text": "hanako@example.com"},
}


@pytest.mark.parametrize("event", PLACES.values(), ids=PLACES.keys())
def test_a_number_is_refused_wherever_it_stands(built: Wall, event: dict[str, Any]) -> None:
    with pytest.raises(Breach):
        built.refuse([{"event": "action", "name": "action_listen"}, event])


def test_the_alarm_says_what_it_was_but_not_which(built: Wall, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(Breach) as told:
        built.refuse([{"text": NUMBER}, {"text": NUMBER}])
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    assert "my_number" in caplog.text
    assert NUMBER not in caplog.text + str(told.value)


HARMLESS = {
    "a placeholder": {"text": "mine is ⟦my_number⟧, and ⟦stray_digits⟧"},
    "a number of the page": {"text": "0120-95-0178 ですか"},
    "an entity of a long message": {"parse_data": {"entities": [{"entity": "language", "start": 0, "end": 1234}]}},
    "a date and a time": {"text": "2026年12月31日 17:30"},
    "ids of programs": {"message_id": "12345678-9012-4345-8678-901234567890", "metadata": {"model_id": "9" * 32}},
    "confidences and positions": {"confidence": 0.123456789012, "start": 0, "end": 120},
    "a time of programs": {"timestamp": 1795600000.0},
    "a moment of programs": {"metadata": {"next_open": "2027-01-04T09:30:00+09:00"}},
    "nothing": {"text": None, "metadata": {}, "is_end_to_end": False},
}


@pytest.mark.parametrize("event", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_is_nobodys_number_passes(built: Wall, event: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    built.refuse([event])
    assert caplog.records == []


def test_what_the_bot_says_is_looked_at_once_and_what_residents_say_each_time() -> None:
    looked_at = []

    class Counting(Gate):
        def mask(self, text: str) -> Masked:
            looked_at.append(text)
            return super().mask(text)

    wall = Wall(Counting([]))
    for _ in range(2):
        wall.refuse([{"event": "user", "text": "one?"}, {"event": "bot", "text": "two."}])
    assert looked_at == ["one?", "two.", "one?"]


def test_a_number_that_the_bot_says_is_refused_each_time(built: Wall) -> None:
    for _ in range(2):
        with pytest.raises(Breach):
            built.refuse([{"event": "bot", "text": NUMBER}])


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_that_the_bot_says_passes(built: Wall, composer: Composer, locale: str) -> None:
    for moment in (WEDNESDAY_NOON, WEDNESDAY_NOON + dt.timedelta(days=36)):
        for response in sorted(composer.responses):
            reply = composer.compose(response, Turn("12/31", locale, moment))
            said = [reply.text, reply.source, reply.hours, reply.answers, reply.offer]
            phones = [phone.as_dict() for phone in reply.phones]
            built.refuse([{"event": "bot", "text": said, "metadata": {"phones": phones}}])
