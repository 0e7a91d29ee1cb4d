"""The inbox on SQLite and on PostgreSQL: once only, in order, and nothing lost with a process that died."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from madoguchi.line.conversations import Conversations, Known
from madoguchi.line.database import engine
from madoguchi.line.inbox import Delivered, Inbox, Waiting
from tests.services import PostgreSQL, postgresql

__all__ = ["postgresql"]

_names = itertools.count()
Address = Callable[[], Any]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/line.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database(f"inbox_{next(_names)}").url


@pytest.fixture
def database(address: Any) -> Engine:
    return engine(address)


@pytest.fixture
def inbox(database: Engine) -> Inbox:
    return Inbox(database)


def delivered(event: str, conversation: str = "c", occurred: int = 0, **more: Any) -> Delivered:
    given: dict[str, Any] = {"kind": "text", "message": "", "content": b"sealed"} | more
    return Delivered(event=event, conversation=conversation, occurred=occurred, **given)


def names(claimed: list[Waiting]) -> list[str]:
    return [one.event for one in claimed]


def test_an_event_is_taken_once_whatever_is_delivered_again(inbox: Inbox) -> None:
    assert inbox.accept([delivered("a"), delivered("a"), delivered("b", "d")], 0) == 2
    assert inbox.accept([delivered("b", "d"), delivered("a")], 1) == 0
    assert names(inbox.claim(10, 1)) == ["a", "b"]


def test_what_was_written_within_a_millisecond_is_answered_in_the_order_of_its_delivery(inbox: Inbox) -> None:
    inbox.accept([delivered("z"), delivered("a"), delivered("m")], 0)
    for event in ("z", "a", "m"):
        assert names(inbox.claim(10, 0)) == [event]
        inbox.settle(event, "replied", 0)


def test_what_is_settled_is_not_taken_again(inbox: Inbox) -> None:
    inbox.accept([delivered("a")], 0)
    [waiting] = inbox.claim(1, 0)
    inbox.settle(waiting.event, "replied", 0)
    assert inbox.accept([delivered("a")], 1) == 0
    assert inbox.claim(10, 100) == []


def test_of_a_conversation_the_oldest_alone_can_be_claimed(inbox: Inbox) -> None:
    inbox.accept([delivered("second", occurred=2), delivered("first", occurred=1), delivered("other", "d", 3)], 0)
    assert names(inbox.claim(10, 0)) == ["first", "other"]
    assert inbox.claim(10, 1) == []
    inbox.settle("first", "replied", 2)
    assert names(inbox.claim(10, 2)) == ["second"]


def test_an_older_one_that_comes_late_waits_for_the_one_in_hand(inbox: Inbox) -> None:
    inbox.accept([delivered("late", occurred=5)], 0)
    assert names(inbox.claim(10, 0)) == ["late"]
    inbox.accept([delivered("early", occurred=1)], 1)
    assert inbox.claim(10, 1) == []


def test_the_lease_of_a_process_that_died_runs_out(address: Any) -> None:
    dead, alive = Inbox(engine(address), lease=10), Inbox(engine(address), lease=10)
    dead.accept([delivered("a")], 0)
    [waiting] = dead.claim(1, 0)
    dead.hold(waiting.event, b"answer", True)
    assert alive.claim(1, 9) == []
    [taken] = alive.claim(1, 11)
    assert (taken.answer, taken.tried) == (b"answer", True)


def test_a_process_that_lives_keeps_what_it_has(address: Any) -> None:
    one, other = Inbox(engine(address), lease=10), Inbox(engine(address), lease=10)
    one.accept([delivered("a")], 0)
    one.claim(1, 0)
    one.renew(9)
    assert other.claim(1, 11) == []
    one.release()
    assert names(other.claim(1, 12)) == ["a"]


def test_what_is_postponed_waits_and_holds_up_what_came_after_it(inbox: Inbox) -> None:
    inbox.accept([delivered("a", occurred=1), delivered("b", occurred=2)], 0)
    [waiting] = inbox.claim(1, 0)
    inbox.postpone(waiting, 60, tried=True)
    assert inbox.claim(10, 59) == []
    [again] = inbox.claim(10, 60)
    assert (again.event, again.attempts, again.tried) == ("a", 1, True)


def test_nothing_of_a_settled_event_stays_but_its_outcome(inbox: Inbox, database: Engine, tmp_path: Path) -> None:
    secret = b"0123456789 unmistakable 9876543210"
    inbox.accept([delivered("a", content=secret)], 0)
    inbox.claim(1, 0)
    inbox.hold("a", secret, False)
    inbox.settle("a", "replied", 1)
    assert inbox.outcomes() == {("text", "replied"): 1}
    if database.dialect.name == "sqlite":
        connection = database.raw_connection()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        assert secret not in b"".join(path.read_bytes() for path in tmp_path.glob("line.db*"))


def test_what_was_settled_long_ago_is_forgotten(inbox: Inbox) -> None:
    inbox.accept([delivered("old"), delivered("new", "d"), delivered("waiting", "e")], 0)
    inbox.settle("old", "replied", 10)
    inbox.settle("new", "replied", 20)
    inbox.forget(15)
    assert inbox.outcomes() == {("text", "replied"): 1, ("text", None): 1}


class TestTakingBack:
    def test_a_message_that_waits_is_dropped(self, inbox: Inbox) -> None:
        inbox.accept([delivered("a", message="1"), delivered("b", message="2", occurred=1)], 0)
        assert inbox.withdraw("c", "1", 1)
        assert names(inbox.claim(10, 1)) == ["b"]

    def test_one_in_hand_is_left_until_it_is_done(self, inbox: Inbox) -> None:
        inbox.accept([delivered("a", message="1")], 0)
        inbox.claim(1, 0)
        assert not inbox.withdraw("c", "1", 1)
        inbox.settle("a", "replied", 2)
        assert inbox.withdraw("c", "1", 3)

    def test_one_that_comes_after_it_was_taken_back_is_dropped(self, inbox: Inbox) -> None:
        inbox.accept([delivered("u", kind="unsend", message="1", occurred=2)], 0)
        inbox.accept([delivered("a", message="1", occurred=1)], 1)
        assert inbox.outcomes()[("text", "unsent")] == 1

    def test_one_that_comes_together_with_its_taking_back_is_dropped(self, inbox: Inbox) -> None:
        inbox.accept([delivered("a", message="1"), delivered("u", kind="unsend", message="1", occurred=9)], 0)
        assert inbox.outcomes() == {("text", "unsent"): 1, ("unsend", None): 1}

    def test_another_conversations_message_is_left_alone(self, inbox: Inbox) -> None:
        inbox.accept([delivered("a", message="1")], 0)
        assert inbox.withdraw("another", "1", 1)
        assert names(inbox.claim(10, 1)) == ["a"]

    def test_taking_back_does_not_wait_for_an_answer(self, inbox: Inbox) -> None:
        inbox.accept([delivered("a", message="1")], 0)
        inbox.accept([delivered("u", kind="unsend", message="1", occurred=9)], 0)
        [waiting] = inbox.claim(1, 0)
        inbox.postpone(waiting, 600, tried=False)
        assert names(inbox.claim(10, 1)) == ["u"]


def test_several_processes_share_the_work_and_do_none_of_it_twice(address: Any) -> None:
    """Each event is delivered one to five times, shuffled, to any of them."""
    every = [delivered(f"{number}", f"c{number % 40}", number) for number in range(200)]
    deliveries = [one for one in every for _ in range(random.randint(1, 5))]
    random.shuffle(deliveries)
    inboxes = [Inbox(engine(address)) for _ in range(3)]
    worked: list[str] = []
    pairs = [(inbox, deliveries[number::3]) for number, inbox in enumerate(inboxes)]
    threads = [threading.Thread(target=take_and_work, args=[inbox, share, worked]) for inbox, share in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain(inboxes[0], worked)
    assert sorted(worked) == sorted(one.event for one in every)
    for conversation in range(40):
        mine = [int(event) for event in worked if int(event) % 40 == conversation]
        assert len(mine) == 5


def take_and_work(inbox: Inbox, deliveries: list[Delivered], worked: list[str]) -> None:
    for place in range(0, len(deliveries), 20):
        inbox.accept(deliveries[place : place + 20], 0)
        drain(inbox, worked)


def drain(inbox: Inbox, worked: list[str]) -> None:
    while claimed := inbox.claim(8, 0):
        for one in claimed:
            worked.append(one.event)
            inbox.settle(one.event, "replied", 0)


def test_what_is_known_of_a_conversation_is_kept_piece_by_piece(address: Any) -> None:
    conversations = Conversations(engine(address))
    assert conversations.get("c") == Known()
    conversations.keep_language("c", "pt-BR")
    conversations.keep_list("c", ["/a", "/b"])
    conversations.keep_menu("c", "richmenu-1")
    assert conversations.get("c") == Known("pt-BR", True, ("/a", "/b"), "richmenu-1")
    conversations.keep_menu("c", None)
    assert conversations.get("c").menu is None
    assert conversations.get("d") == Known()
