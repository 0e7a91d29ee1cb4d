"""Rasa's trackers come back from the store as they went in, at a cost that does not grow."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

from madoguchi.rasa import metrics
from madoguchi.rasa.conversation import replies_to
from madoguchi.rasa.start import take_off_safety_net
from madoguchi.rasa.tracker_store import ConversationStore
from madoguchi.rasa.turns import COMPLETES
from madoguchi.store.database import Conflict, Settings, StoreError, Unavailable
from madoguchi.store.names import NoReference
from madoguchi.store.past import LATEST
from madoguchi.store.wall import Breach

from .conftest import exchange, opened, read

NUMBER = "123456789018"


async def talk(store: ConversationStore, turns: int, conversation: str = "someone") -> DialogueStateTracker:
    for number in range(turns):
        tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
        if not tracker.events:
            tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen")], store.domain)
        tracker.update_with_events(exchange(number), store.domain)
        await store.save(tracker)
    return await read(store, conversation)


def failures(kind: str) -> float:
    """How many were counted."""
    return metrics.REGISTRY.get_sample_value("madoguchi_store_failures_total", {"kind": kind}) or 0


def test_rasa_takes_it_as_it_is(store: ConversationStore) -> None:
    assert check_if_tracker_store_async(store)


async def test_a_tracker_comes_back_as_it_went_in(store: ConversationStore) -> None:
    tracker = store.init_tracker("someone")
    tracker.update_with_events([SessionStarted(), ActionExecuted("action_listen"), *exchange(0)], store.domain)
    await store.save(tracker)
    back = await read(store)
    assert back == tracker
    assert [event.as_dict() for event in back.events] == [event.as_dict() for event in tracker.events]
    assert back.current_slot_values() == tracker.current_slot_values()


async def test_nobody_has_said_anything_yet(store: ConversationStore) -> None:
    assert await store.retrieve("someone") is None
    await store.create_tracker("someone", append_action_listen=False)
    assert await store.retrieve("someone") is None


async def test_what_was_set_long_ago_still_is(store: ConversationStore) -> None:
    tracker = await talk(store, LATEST)
    assert tracker.get_slot("language") == "ko"
    assert len(tracker.events) <= LATEST + len(store.domain.slots)
    assert tracker.latest_message
    assert tracker.latest_message.text == f"question {LATEST - 1}"
    assert tracker.followup_action is None


async def test_what_is_read_back_for_a_turn_does_not_grow(store: ConversationStore) -> None:
    lengths = [len((await talk(store, turns, f"{turns} turns")).events) for turns in (LATEST // 4, LATEST)]
    assert lengths[0] == lengths[1] <= LATEST + len(store.domain.slots)


async def test_nothing_is_written_twice(store: ConversationStore) -> None:
    tracker = await talk(store, 40)
    await store.save(tracker)
    full = await store.retrieve_full_tracker("someone")
    assert full is not None
    said = [event.text for event in full.events if isinstance(event, UserUttered)]
    assert said == [f"question {number}" for number in range(40)]
    assert await store.keys() == ["someone"]


async def test_a_known_message_gets_its_own_answer_after_a_restart_too(
    store: ConversationStore, settings: Settings, domain: Domain
) -> None:
    await talk(store, LATEST)
    again = opened(settings, domain)
    for number in (0, LATEST - 1):
        turn = await again.turn("someone", f"id {number}")
        assert turn is not None
        assert [one["text"] for one in replies_to(turn, f"id {number}") or []] == [f"answer {number}"]
    assert await again.turn("someone", "id of nobody") is None
    again.conversations.engine.dispose()


async def test_of_two_turns_at_once_one_is_refused(store: ConversationStore) -> None:
    await talk(store, 1)
    one, other = await read(store), await read(store)
    one.update_with_events(exchange(1), store.domain)
    other.update_with_events(exchange(2), store.domain)
    await store.save(one)
    conflicts = failures("conflict")
    with pytest.raises(Conflict):
        await store.save(other)
    assert failures("conflict") == conflicts + 1


async def test_a_number_that_came_past_the_gate_is_not_written(store: ConversationStore) -> None:
    tracker = await talk(store, 1)
    for event in (UserUttered(f"it is {NUMBER}"), SlotSet("feedback", NUMBER), BotUttered("", metadata={"x": NUMBER})):
        tracker = await read(store)
        tracker.update(event, store.domain)
        breaches = failures("breach")
        with pytest.raises(Breach):
            await store.save(tracker)
        assert failures("breach") == breaches + 1
    assert not any(NUMBER in str(event.as_dict()) for event in (await read(store)).events)


async def test_the_turn_that_completes_a_number_takes_its_pieces_out_of_those_before(store: ConversationStore) -> None:
    said = ["the first is 579", "what is it for?", "then 135", "and 791"]
    for number, text in enumerate(said):
        tracker = await store.get_or_create_tracker("someone", append_action_listen=False)
        metadata = {COMPLETES: True} if text is said[-1] else None
        parsed = {"text": text, "intent": {"name": "greet"}}
        message = UserUttered(text, parse_data=parsed, message_id=f"id {number}", metadata=metadata)
        tracker.update(message, store.domain)
        await store.save(tracker)
    kept = [event for event in (await read(store)).events if isinstance(event, UserUttered)]
    # The gate itself has masked what came with the last one.
    assert [event.text for event in kept] == ["the first is ⟦stray_digits⟧", said[1], "then ⟦stray_digits⟧", said[3]]
    assert [event.parse_data["text"] for event in kept] == [event.text for event in kept]


@pytest.mark.parametrize("sender", ["a\0b", "\ud800", "x" * 256], ids=["a NUL", "a lone surrogate", "too long"])
async def test_no_input_ends_the_process(store: ConversationStore, sender: str) -> None:
    tracker = store.init_tracker(sender)
    tracker.update(ActionExecuted("action_listen"), store.domain)
    for refused in (store.retrieve(sender), store.save(tracker), store.turn(sender, "id")):
        with pytest.raises(NoReference):
            await refused


async def test_who_hangs_up_frees_the_conversation_only_once_it_is_written(store: ConversationStore) -> None:
    tracker = await talk(store, 1)
    tracker.update_with_events(exchange(1), store.domain)
    saving = asyncio.create_task(store.save(tracker))
    await asyncio.sleep(0)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    assert await store.turn("someone", "id 1") is not None


class TestADatabaseThatIsDown:
    NOWHERE = Settings("madoguchi", "postgresql", "127.0.0.1:1", "postgres")

    async def test_the_bot_starts_and_every_turn_is_refused(self, domain: Domain) -> None:
        store, before = opened(self.NOWHERE, domain), failures("unavailable")
        for refused in (store.ping(), store.retrieve("someone"), store.get_or_create_tracker("someone")):
            with pytest.raises(Unavailable):
                await refused
        assert failures("unavailable") == before + 3

    async def test_one_that_does_not_answer_keeps_nobody_waiting(
        self, domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = opened(Settings(str(tmp_path / "conversations.db")), domain)
        answers = threading.Event()
        monkeypatch.setattr(store.conversations, "past", lambda conversation: answers.wait())
        monkeypatch.setattr("madoguchi.rasa.tracker_store.DEADLINE", 0.05)
        with pytest.raises(Unavailable):
            await store.retrieve("someone")
        answers.set()
        store.conversations.engine.dispose()

    async def test_rasas_net_that_would_begin_a_new_conversation_is_taken_off(self, domain: Domain) -> None:
        agent = Agent(domain, tracker_store=opened(self.NOWHERE, domain))
        assert await agent.tracker_store.retrieve("someone") is None, "Rasa would go on with nothing"
        take_off_safety_net(agent)
        with pytest.raises(StoreError):
            await agent.tracker_store.retrieve("someone")


def test_another_kind_of_database_ends_the_start_in_one_line(domain: Domain) -> None:
    with pytest.raises(InvalidConfigException, match="MADOGUCHI_DB_DIALECT: mysql"):
        opened(Settings("x", "mysql", "localhost"), domain)
