"""A tracker that stays in memory between two messages is the one that would be read."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.rasa.conversation import replies_to
from madoguchi.rasa.tracker_store import ConversationStore
from madoguchi.store.database import Settings
from madoguchi.store.past import LATEST
from madoguchi.store.purge import purge_one
from madoguchi.store.wall import Breach

from .conftest import exchange, opened, read

NUMBER = "123456789018"


async def opened_turn(store: ConversationStore, number: int) -> DialogueStateTracker:
    """One more turn, as a message makes it."""
    tracker, _ = await store.open("someone", f"id {number}")
    tracker = tracker or store.init_tracker("someone")
    if not tracker.events:
        tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen")], store.domain)
    tracker.update_with_events(exchange(number), store.domain)
    await store.save(tracker)
    return tracker


async def test_what_is_at_hand_is_what_would_be_read(store: ConversationStore) -> None:
    for number in range(LATEST // 2):
        mine = await opened_turn(store, number)
        assert mine == await read(store), number
        assert mine.current_slot_values() == (await read(store)).current_slot_values()
    assert (await store.open("someone", "another id"))[0] is mine


async def test_what_others_wrote_is_read(settings: Settings, domain: Domain, store: ConversationStore) -> None:
    mine = await opened_turn(store, 0)
    other = opened(settings, domain)
    await opened_turn(other, 1)
    other.conversations.engine.dispose()
    found, turn = await store.open("someone", "id 1")
    assert found == await read(store) != mine
    assert turn is not None
    assert replies_to(turn, "id 1") is not None


async def test_a_message_is_known_however_long_its_conversation_was_at_hand(store: ConversationStore) -> None:
    for number in range(LATEST):
        await opened_turn(store, number)
    _, turn = await store.open("someone", f"id {LATEST - 1}")
    assert turn is not None
    assert [said["text"] for said in replies_to(turn, f"id {LATEST - 1}") or ()] == [f"answer {LATEST - 1}"]


async def test_nothing_of_a_turn_that_failed_is_at_hand(store: ConversationStore) -> None:
    await opened_turn(store, 0)
    tracker, _ = await store.open("someone", "id 1")
    assert tracker is not None
    tracker.update(UserUttered(f"mine is {NUMBER}"))
    with pytest.raises(Breach):
        await store.save(tracker)
    assert (await store.open("someone", "id 1"))[0] == await read(store)


async def test_what_was_deleted_is_not_at_hand_though_it_begins_anew(store: ConversationStore) -> None:
    await opened_turn(store, 0)
    purge_one(store.conversations.engine, "someone")
    assert await store.open("someone", "id 0") == (None, None)
    assert len((await opened_turn(store, 1)).events) == 2 + len(exchange(1))
