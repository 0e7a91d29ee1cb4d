"""Each event is taken over once and none is left out, from either database, whatever order it comes in."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from madoguchi.store.database import Settings
from madoguchi.store.tables import EVENTS
from review.conversations.models import Author, Conversation, Judgement, Message, Outcome
from review.queue.reasons import Reason
from review.reading.models import Gap, Position
from review.reading.onwards import step
from review.reading.source import Source
from review.search import index
from tests.review.bot import Bot, opinion, replied, said
from tests.services import PostgreSQL


@pytest.fixture
def bot(settings: Settings) -> Iterator[Bot]:
    bot = Bot(settings)
    yield bot
    bot.close()


def texts() -> list[str]:
    return list(Message.objects.filter(author=Author.RESIDENT).order_by("event").values_list("text", flat=True))


def found(query: str) -> list[int]:
    condition = index.condition(query)
    assert condition
    return index.hits(*condition, start=None, backwards=False, count=10)


def test_a_conversation_is_taken_over_as_it_was(bot: Bot) -> None:
    bot.ask("c1", "電話は何時まで", known_as="m1", confidence=0.8)
    bot.turn("c1", said("人と話したい", "human_handoff", after="hotline_hours"), replied("お電話で", handoff="asked"))
    bot.read_on()
    conversation = Conversation.objects.get(reference="c1")
    assert (conversation.channel, conversation.language, conversation.turns) == ("website", "ja", 2)
    assert (conversation.outcome, conversation.confidence) == (Outcome.HANDED_OFF, 0.8)
    assert conversation.reasons == Reason.HANDOFF_AFTER_ANSWER
    authors = list(conversation.messages.order_by("event").values_list("author", flat=True))
    assert authors == ["resident", "bot", "resident", "bot"]


def test_nothing_is_taken_over_twice(bot: Bot) -> None:
    bot.ask("c1", "一")
    bot.read_on()
    bot.ask("c1", "二")
    assert bot.read_on() == 4
    assert bot.read_on() == 0
    assert texts() == ["一", "二"]
    assert Conversation.objects.get().turns == 2


def test_what_ends_in_the_middle_is_taken_over_again_and_is_there_once(bot: Bot) -> None:
    bot.ask("c1", "一")
    source = Source(bot.settings)
    with transaction.atomic():
        step(source)
        transaction.set_rollback(True)
    source.close()
    assert (texts(), Position.objects.count()) == ([], 0)
    bot.read_on()
    assert texts() == ["一"]


def test_small_steps_come_to_the_same_as_one(bot: Bot) -> None:
    for number in range(5):
        bot.ask(f"c{number % 2}", str(number))
    source = Source(bot.settings)
    while step(source, limit=3):
        pass
    source.close()
    assert texts() == ["0", "1", "2", "3", "4"]
    assert sorted(Conversation.objects.values_list("turns", flat=True)) == [2, 3]


def test_of_two_that_read_on_at_once_only_one_writes(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    bot.ask("c1", "一")
    source = Source(bot.settings)
    honest = Source.after

    def overtaken(*given: object) -> object:
        batch = honest(*given)  # type: ignore[arg-type]
        Position.objects.filter(pk=1).update(steps=7)
        return batch

    monkeypatch.setattr(Source, "after", overtaken)
    assert step(source) == 0
    source.close()
    assert texts() == []


def test_an_opinion_reaches_its_message_at_once_and_later(bot: Bot) -> None:
    bot.ask("c1", "一", known_as="m1")
    bot.turn("c1", opinion("m1", False, "違います"))
    bot.ask("c2", "二", known_as="m2")
    bot.read_on()
    bot.turn("c2", opinion("m2", True))
    bot.read_on()
    held = Message.objects.filter(author=Author.RESIDENT).order_by("event")
    assert list(held.values_list("helpful", "opinion")) == [(False, "違います"), (True, "")]
    assert Conversation.objects.get(reference="c1").reasons == Reason.DISLIKED
    assert Conversation.objects.get(reference="c2").reasons == 0


def test_a_conversation_that_staff_were_through_with_comes_back_for_a_new_reason(bot: Bot) -> None:
    bot.ask("c1", "一", known_as="m1")
    bot.read_on()
    Conversation.objects.update(done="2026-11-25T00:00Z")
    bot.ask("c1", "ありがとう", "thank")
    bot.read_on()
    assert Conversation.objects.get().done is not None
    bot.turn("c1", opinion("m1", False))
    bot.read_on()
    assert Conversation.objects.get().done is None


def test_what_was_deleted_there_is_gone_here_with_all_that_staff_made_of_it(bot: Bot) -> None:
    bot.ask("c1", "一")
    bot.ask("c2", "二")
    bot.read_on()
    message = Message.objects.get(text="一")
    Judgement.objects.create(message=message, verdict="wrong", understood="x", at=message.at)
    bot.purge("c1")
    bot.read_on()
    assert texts() == ["二"]
    assert [one.reference for one in Conversation.objects.all()] == ["c2"]
    assert not Judgement.objects.exists()


def test_what_was_deleted_before_it_was_read_leaves_nothing_to_wait_for(bot: Bot) -> None:
    bot.ask("c1", "一")
    bot.purge("c1")
    bot.ask("c2", "二")
    bot.read_on()
    assert (texts(), Gap.objects.count()) == (["二"], 0)


def test_what_was_unsent_there_has_no_words_here(bot: Bot) -> None:
    bot.ask("c1", "秘密です", known_as="m1")
    bot.ask("c1", "二", known_as="m2")
    bot.read_on()
    bot.unsend("m1")
    bot.read_on()
    assert texts() == ["⟦unsent⟧", "二"]
    assert Message.objects.get(known_as="m1").is_unsent


def test_a_piece_of_a_number_that_was_masked_there_later_is_found_no_more(bot: Bot) -> None:
    bot.ask("c1", "最初は五七九", known_as="m1")
    bot.read_on()
    assert found("五七九")
    bot.amend("m1", "最初は⟦stray_digits⟧")
    bot.read_on()
    assert texts() == ["最初は⟦stray_digits⟧"]
    assert not Message.objects.get(known_as="m1").is_unsent
    assert (found("五七九"), len(found("最初"))) == ([], 1)


def test_a_change_is_told_until_it_is_taken_over_and_then_no_more(bot: Bot) -> None:
    bot.ask("c1", "一", known_as="m1")
    bot.unsend("m1")
    source = Source(bot.settings)
    assert len(source.changes(10)) == 1
    bot.read_on()
    assert source.changes(10) == []
    source.close()


def test_a_late_commit_is_not_passed_over(postgresql: PostgreSQL) -> None:
    """On PostgreSQL a transaction may draw its ids first and commit last."""
    bot = Bot(postgresql.new_database("review_late"))
    slow = bot.engine.connect()
    waiting = slow.begin()
    row = {"sender_id": "slow", "type_name": "user", "data": '{"event": "user", "text": "遅い"}'}
    slow.execute(EVENTS.insert().values(**row))
    bot.ask("quick", "速い")
    bot.read_on()
    assert texts() == ["速い"]
    assert Gap.objects.count() == 1
    waiting.commit()
    slow.close()
    bot.read_on()
    assert sorted(texts()) == ["速い", "遅い"]
    assert Gap.objects.count() == 0
    bot.close()


def test_a_transaction_that_was_rolled_back_is_not_waited_for(postgresql: PostgreSQL) -> None:
    bot = Bot(postgresql.new_database("review_rolled_back"))
    slow = bot.engine.connect()
    waiting = slow.begin()
    slow.execute(EVENTS.insert().values(sender_id="slow", type_name="user", data="{}"))
    bot.ask("quick", "速い")
    bot.read_on()
    waiting.rollback()
    slow.close()
    bot.read_on()
    assert (texts(), Gap.objects.count()) == (["速い"], 0)
    bot.close()


def test_many_who_write_at_once_are_all_read(bot: Bot) -> None:
    writers = [threading.Thread(target=_write, args=[bot.settings, name]) for name in "abcd"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        bot.read_on()
    bot.read_on()
    assert sorted(texts()) == sorted(f"{name}{number}" for name in "abcd" for number in range(10))
    assert Gap.objects.count() == 0


def _write(settings: Settings, name: str) -> None:
    own = Bot(settings)
    for number in range(10):
        own.ask(name, f"{name}{number}")
    own.close()
