"""A message that its sender took back is gone from the conversations, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from madoguchi.store.amendments import UNSENT, unsend
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import POSTGRESQL, Settings
from madoguchi.store.past import Place
from madoguchi.store.scrub import scrub
from tests.services import PostgreSQL, freed
from tests.store.conftest import files, holding, said, turn


def talk(store: Conversations, conversation: str) -> None:
    place = Place()
    for number in (76, 77, 78):
        place = store.append(turn(number, conversation), place)


def questions(store: Conversations, conversation: str) -> list[str]:
    past = store.past(conversation)
    assert past is not None
    return [text for text in said(past.events) if not text.startswith("answer")]


def test_the_text_is_gone_and_the_conversation_goes_on(store: Conversations, engine: sa.engine.Engine) -> None:
    talk(store, "one")
    talk(store, "another")
    assert unsend(engine, "one", "message-77")
    assert questions(store, "one") == ["question 76", UNSENT, "question 78"]
    assert questions(store, "another") == ["question 76", "question 77", "question 78"]


@pytest.mark.parametrize(("conversation", "message"), [("one", "message-79"), ("nobody", "message-77")])
def test_a_message_that_is_not_there_changes_nothing(
    store: Conversations, engine: sa.engine.Engine, conversation: str, message: str
) -> None:
    talk(store, "one")
    assert not unsend(engine, conversation, message)
    assert questions(store, "one") == ["question 76", "question 77", "question 78"]


def test_no_byte_of_it_is_left_in_the_files(
    request: pytest.FixtureRequest, settings: Settings, store: Conversations, engine: sa.engine.Engine
) -> None:
    postgresql: PostgreSQL | None = None
    if settings.dialect == POSTGRESQL:
        postgresql = request.getfixturevalue("postgresql")
    place = Place()
    for bird in ("wagtail", "woodlark"):
        place = store.append(Turn("one", [{"event": "user", "text": bird, "message_id": bird}], {}), place)
    assert holding("wagtail", files(settings, postgresql))
    unsend(engine, "one", "wagtail")
    if postgresql:
        scrub(engine)  # as the daily purge does
        freed(postgresql)
    assert holding('"text": "wagtail"', files(settings, postgresql)) == []
    assert holding("woodlark", files(settings, postgresql))
