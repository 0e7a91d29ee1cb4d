"""The one thread that writes: together what comes together, safe before anybody is told so, one fault for itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from madoguchi.line.database import INBOX, engine
from madoguchi.line.inbox import Delivered, Inbox
from madoguchi.line.intake import Intake
from madoguchi.line.ledger import Ledger


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    return engine(f"sqlite:///{tmp_path}/line.db")


@pytest.fixture
async def ledger(database: Engine) -> AsyncIterator[Ledger]:
    made = Ledger(database)
    yield made
    await made.close()


@pytest.fixture
def commits(database: Engine) -> list[None]:
    counted: list[None] = []
    sa.event.listen(database, "commit", lambda connection: counted.append(None))
    return counted


@pytest.fixture
def reader(database: Engine) -> Inbox:
    """Another process, which sees what is committed."""
    return Inbox(engine(database.url))


def delivered(event: str) -> Delivered:
    return Delivered(event, f"c-{event}", "text", "", 0, b"sealed")


def wait_for(gate: threading.Event) -> None:
    assert gate.wait(10)


async def test_what_comes_while_it_writes_shares_the_next_transaction(ledger: Ledger, commits: list[None]) -> None:
    gate = threading.Event()
    inbox = Inbox(ledger)
    first = asyncio.create_task(ledger.call(wait_for, gate))
    await asyncio.sleep(0)
    others = [asyncio.create_task(ledger.call(inbox.accept, [delivered(name)], 0)) for name in "abc"]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(first, *others) == [None, 1, 1, 1]
    assert len(commits) == 1


async def test_it_is_safe_once_it_is_told(ledger: Ledger, reader: Inbox) -> None:
    await asyncio.gather(*(ledger.call(Inbox(ledger).accept, [delivered(name)], 0) for name in "abc"))
    assert reader.outcomes() == {("text", None): 3}


async def test_a_fault_of_one_spoils_nothing_of_the_others(ledger: Ledger, reader: Inbox) -> None:
    def fails() -> None:
        Inbox(ledger).accept([delivered("half")], 0)
        with ledger.begin() as connection:
            connection.execute(sa.insert(INBOX).values(event="half"))  # not null, and known

    inbox = Inbox(ledger)
    asked = [ledger.call(inbox.accept, [delivered("a")], 0), ledger.call(fails)]
    asked.append(ledger.call(inbox.accept, [delivered("b")], 0))
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert [told[0], told[2]] == [1, 1]
    assert isinstance(told[1], sa.exc.IntegrityError)
    assert sorted(one.event for one in reader.claim(10, 1) if one.event != "half") == ["a", "b"]


async def test_what_minds_its_own_transactions_is_in_nobody_elses(ledger: Ledger, database: Engine) -> None:
    def own() -> int:
        with database.begin() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(INBOX)).scalar_one())

    inbox = Inbox(ledger)
    told = await asyncio.gather(
        ledger.call(inbox.accept, [delivered("a")], 0),
        ledger.alone(own),
        ledger.call(inbox.accept, [delivered("b")], 0),
    )
    assert told == [1, 1, 1]


async def test_one_that_has_gone_keeps_nobody_waiting(ledger: Ledger, reader: Inbox) -> None:
    gone = asyncio.create_task(ledger.call(Inbox(ledger).accept, [delivered("a")], 0))
    await asyncio.sleep(0)
    gone.cancel()
    await ledger.call(Inbox(ledger).accept, [delivered("b")], 0)
    assert reader.outcomes() == {("text", None): 2}


async def test_after_its_end_it_refuses(database: Engine) -> None:
    ledger = Ledger(database)
    await ledger.close()
    with pytest.raises(RuntimeError):
        await ledger.call(print)


class TestTheIntake:
    @pytest.fixture
    def intake(self, ledger: Ledger) -> Intake:
        return Intake(Inbox(ledger), ledger.call, lambda: 0.0)

    async def test_webhooks_at_a_time_are_taken_in_by_few_commits(
        self, intake: Intake, commits: list[None], reader: Inbox
    ) -> None:
        await asyncio.gather(*(intake.take([delivered(f"{number}")]) for number in range(50)))
        assert reader.outcomes() == {("text", None): 50}
        assert len(commits) <= 2

    async def test_a_webhook_whose_sender_hangs_up_takes_nothing_from_the_others(
        self, intake: Intake, reader: Inbox
    ) -> None:
        gone = asyncio.create_task(intake.take([delivered("a")]))
        await asyncio.sleep(0)
        gone.cancel()
        await intake.take([delivered("b")])
        assert reader.outcomes() == {("text", None): 2}

    async def test_a_database_that_fails_is_told_to_each_webhook_and_the_next_is_taken(
        self, ledger: Ledger, reader: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inbox = Inbox(ledger)
        intake = Intake(inbox, ledger.call, lambda: 0.0)
        with monkeypatch.context() as broken:
            broken.setattr(INBOX, "name", "line_nowhere")
            told = await asyncio.gather(*(intake.take([delivered(name)]) for name in "ab"), return_exceptions=True)
        assert [type(one).__name__ for one in told] == ["OperationalError"] * 2
        await intake.take([delivered("a")])
        assert reader.outcomes() == {("text", None): 1}
