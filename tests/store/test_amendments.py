"""What turns out to be a piece of a number is taken out of what was said before, to the last byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from madoguchi.store.amendments import Amendment, amended
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import POSTGRESQL, Conflict, Settings
from madoguchi.store.past import Place
from madoguchi.store.scrub import scrub
from tests.services import PostgreSQL, freed
from tests.store.conftest import asked, files, holding, said, turn


def hide(word: str, by: str = "…") -> Callable[[str], str]:
    return lambda text: text.replace(word, by)


def completing(number: int, amendment: Amendment, conversation: str = "someone") -> Turn:
    return Turn(conversation, asked(number), {}, [f"message-{number}"], amendment)


def talk(store: Conversations, turns: int, conversation: str = "someone") -> Place:
    place = Place()
    for number in range(turns):
        place = store.append(turn(number, conversation), place)
    return place


def questions(store: Conversations, conversation: str = "someone") -> list[str]:
    past = store.past(conversation)
    assert past is not None
    return [text for text in said(past.events) if not text.startswith("answer")]


def test_as_many_messages_as_are_meant_read_otherwise(store: Conversations) -> None:
    store.append(completing(4, Amendment(hide("question"), 2)), talk(store, 4))
    assert questions(store) == ["question 0", "question 1", "… 2", "… 3", "question 4"]


def test_nobody_elses_messages_change_and_no_answer(store: Conversations) -> None:
    talk(store, 2, "another")
    store.append(completing(2, Amendment(hide("n"), 5)), talk(store, 2))
    assert questions(store, "another") == ["question 0", "question 1"]
    past = store.past("someone")
    assert past is not None
    assert [text for text in said(past.events) if text.startswith("answer")] == ["answer 0", "answer 1", "answer 2"]


def test_a_first_message_has_nothing_before_it(store: Conversations) -> None:
    store.append(completing(0, Amendment(hide("question"), 5)), Place())
    assert questions(store) == ["question 0"]


def test_a_turn_that_is_refused_changes_nothing(store: Conversations) -> None:
    talk(store, 2)
    with pytest.raises(Conflict):
        store.append(completing(2, Amendment(hide("question"), 5)), Place(1))
    assert questions(store) == ["question 0", "question 1"]


def test_a_known_message_still_gets_its_answer(store: Conversations) -> None:
    store.append(completing(2, Amendment(hide("question"), 5)), talk(store, 2))
    turn = store.turn("someone", "message-1")
    assert turn is not None
    assert "answer 1" in said(turn)


def test_no_byte_of_it_is_left_in_the_files(
    request: pytest.FixtureRequest, settings: Settings, store: Conversations, engine: sa.engine.Engine
) -> None:
    postgresql: PostgreSQL | None = None
    if settings.dialect == POSTGRESQL:
        postgresql = request.getfixturevalue("postgresql")
    place = talk(store, 40)
    for number in (40, 41):
        place = store.append(Turn("someone", [{"event": "user", "text": f"zebrafinch {number}"}], {}), place)
    assert holding("zebrafinch", files(settings, postgresql))
    store.append(completing(42, Amendment(hide("zebrafinch"), 5)), place)
    if postgresql:
        scrub(engine)  # as the daily purge does
        freed(postgresql)
    assert holding("zebrafinch", files(settings, postgresql)) == []
    assert holding("question 39", files(settings, postgresql))


UNDERSTOOD = {"text": "the first is 57", "intent": {"name": "thank"}, "text_tokens": [[0, 3], [13, 15]]}
EVENTS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "text and understanding",
        {"event": "user", "text": "the first is 57", "parse_data": UNDERSTOOD, "message_id": "1"},
        {
            "event": "user",
            "text": "the first is …",
            "parse_data": {"text": "the first is …", "intent": {"name": "thank"}},
            "message_id": "1",
        },
    ),
    ("nothing in it", {"event": "user", "text": "hello"}, {"event": "user", "text": "hello"}),
    ("no text", {"event": "user", "text": None}, {"event": "user", "text": None}),
]


@pytest.mark.parametrize(("event", "after"), [row[1:] for row in EVENTS], ids=[row[0] for row in EVENTS])
def test_an_event_is_as_if_that_had_been_said(event: dict[str, Any], after: dict[str, Any]) -> None:
    assert amended(event, hide("57")) == after
