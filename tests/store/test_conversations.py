"""What was said is there again, all of it and in order, and nothing else."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import Conflict, Settings, Unavailable, connect
from madoguchi.store.names import NoReference
from madoguchi.store.past import LATEST, Past, Place
from tests.services import PostgreSQL
from tests.store.conftest import asked, said, turn

TURNS = LATEST  # five times as many events as are read back


def past(store: Conversations, conversation: str = "someone") -> Past:
    found = store.past(conversation)
    assert found is not None
    return found


def talk(store: Conversations, turns: int, place: Place | None = None) -> None:
    for number in range(turns):
        store.append(turn(number, feedback=number), past(store).place if number else place or Place())


def test_a_conversation_that_nobody_has_begun_is_none(store: Conversations) -> None:
    assert store.past("someone") is None
    assert store.turn("someone", "message-0") is None


def test_what_was_written_is_read_in_order(store: Conversations) -> None:
    talk(store, 3)
    assert said(past(store).events) == [f"{kind} {n}" for n in range(3) for kind in ("question", "answer")]


def test_conversations_do_not_mix(store: Conversations) -> None:
    store.append(turn(1, "one"), Place())
    store.append(turn(2, "other"), Place())
    assert said(past(store, "one").events) == ["question 1", "answer 1"]
    assert store.turn("one", "message-2") is None


def test_only_the_latest_session_is_read(store: Conversations) -> None:
    talk(store, 2)
    session = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}, *asked(2)]
    store.append(Turn("someone", session, {}), past(store).place)
    assert said(past(store).events) == ["question 2", "answer 2"]
    assert not past(store).is_cut


def test_of_a_long_conversation_the_latest_whole_turns_are_read(store: Conversations) -> None:
    talk(store, TURNS)
    latest = past(store)
    assert latest.is_cut
    assert len(latest.events) <= LATEST
    assert latest.events[0]["name"] == "action_listen"
    assert said(latest.events)[-1] == f"answer {TURNS - 1}"
    assert latest.slots == {"feedback": TURNS - 1}


def test_without_a_limit_all_is_read(store: Conversations) -> None:
    talk(store, TURNS)
    found = store.past("someone", None)
    assert found is not None
    assert len(said(found.events)) == 2 * TURNS


@pytest.mark.parametrize("number", [0, 1, TURNS // 2, TURNS - 1])
def test_a_message_is_known_however_long_ago_it_came(store: Conversations, number: int) -> None:
    talk(store, TURNS)
    events = store.turn("someone", f"message-{number}")
    assert events is not None
    assert [f"question {number}", f"answer {number}"] == said(events)[:2]


def test_a_message_that_never_came_is_not_known(store: Conversations) -> None:
    talk(store, 2)
    assert store.turn("someone", "message-2") is None


def test_of_two_who_write_at_once_one_is_refused_and_leaves_nothing(store: Conversations) -> None:
    talk(store, 1)
    place = past(store).place
    store.append(turn(1), place)
    with pytest.raises(Conflict):
        store.append(turn(2), place)
    assert said(past(store).events) == ["question 0", "answer 0", "question 1", "answer 1"]


def test_of_two_who_begin_at_once_one_is_refused(store: Conversations) -> None:
    store.append(turn(0), Place())
    with pytest.raises(Conflict):
        store.append(turn(1), Place())


def test_a_message_makes_no_second_turn(store: Conversations) -> None:
    talk(store, 1)
    with pytest.raises(Conflict):
        store.append(turn(0), past(store).place)
    assert said(past(store).events) == ["question 0", "answer 0"]


def test_writing_goes_on_from_where_it_ended(store: Conversations) -> None:
    place = store.append(turn(0), Place())
    store.append(turn(1), place)
    assert len(said(past(store).events)) == 4


@pytest.mark.parametrize(
    "reference",
    ["", "a\0b", "\ud800", "x" * 256, "line\nbreak"],
    ids=["empty", "a NUL", "a lone surrogate", "too long", "a line's end"],
)
def test_what_is_no_reference_is_refused_before_the_database_sees_it(store: Conversations, reference: str) -> None:
    for refused in (
        lambda: store.past(reference),
        lambda: store.turn("someone", reference),
        lambda: store.append(turn(0, reference), Place()),
        lambda: store.append(Turn("someone", asked(0), {}, [reference]), Place()),
    ):
        with pytest.raises(NoReference):
            refused()


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\ud800", "😀" * 2000, "'; DROP TABLE events; --"],
    ids=["a NUL", "a lone surrogate", "long", "an injection"],
)
def test_any_text_is_kept_as_it_is(store: Conversations, text: str) -> None:
    store.append(Turn("someone", [{"event": "user", "text": text, "name": text}], {"feedback": text}), Place())
    assert said(past(store).events) == [text]


def test_a_table_that_rasa_made_is_taken_over(settings: Settings, engine: sa.engine.Engine) -> None:
    columns = "sender_id VARCHAR(255), type_name VARCHAR(255), timestamp FLOAT, intent_name VARCHAR(255)"
    key = "INTEGER" if engine.dialect.name == "sqlite" else "SERIAL"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TABLE events (id {key} PRIMARY KEY, {columns}, action_name VARCHAR(255), data TEXT)"
        )
    store = Conversations(engine)
    talk(store, 2)
    assert len(said(past(store).events)) == 4


def test_processes_that_start_at_once_do_not_get_in_each_others_way(
    settings: Settings, connected: Callable[[Settings], sa.engine.Engine]
) -> None:
    stores = [Conversations(connected(settings)) for _ in range(8)]
    with ThreadPoolExecutor(len(stores)) as threads:
        for prepared in [threads.submit(store.prepare) for store in stores]:
            prepared.result()
    assert all(store.past("someone") is None for store in stores)


def test_ids_are_not_used_twice(store: Conversations, engine: sa.engine.Engine) -> None:
    """Whoever reads on from the last id would miss what comes under an old one."""
    talk(store, 1)
    with engine.begin() as connection:
        last = connection.exec_driver_sql("SELECT max(id) FROM events").scalar()
        connection.exec_driver_sql("DELETE FROM events")
    store.append(turn(1, "other"), Place())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT min(id) FROM events").scalar() > last


class TestADatabaseThatFails:
    def test_sqlite_that_is_locked_is_unavailable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = str(tmp_path / "conversations.db")
        monkeypatch.setattr("madoguchi.store.database.PATIENCE", 0.1)
        engine = connect(Settings(file))
        store = Conversations(engine)
        talk(store, 1)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as told:
            store.append(turn(1), past(store).place)
        other.execute("ROLLBACK")
        other.close()
        store.append(turn(1), past(store).place)
        engine.dispose()
        assert "question" not in str(told.value)

    def test_postgresql_comes_back_with_everything_acknowledged(
        self, postgresql: PostgreSQL, connected: Callable[[Settings], sa.engine.Engine]
    ) -> None:
        store = Conversations(connected(postgresql.new_database("restarted")))
        talk(store, 2)
        postgresql.restart()
        assert said(past(store).events)[-1] == "answer 1"
        postgresql.stop(signal.SIGQUIT)
        with pytest.raises(Unavailable):
            store.past("someone")
        with pytest.raises(Unavailable):
            store.ping()
        postgresql.start()
        store.append(turn(2), past(store).place)
        assert len(said(past(store).events)) == 6


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql: only sqlite and postgresql"):
        connect(Settings("x", "mysql"))


def test_a_password_is_not_shown() -> None:
    assert "hunter2" not in repr(Settings("x", "postgresql", "localhost", "me", "hunter2"))
