"""Several processes that are killed in the middle of their work: each event is answered once, and none is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from madoguchi.line.delivery import IN_DOUBT, MARGIN, TOKEN_LASTS
from madoguchi.serving.ports import free_ports
from tests.line.conftest import eventually
from tests.line.platform import Platform
from tests.line.process import Killable
from tests.line.redelivery import Ordeal, outcomes
from tests.services import PostgreSQL, postgresql

__all__ = ["postgresql"]
EVENTS, KILLS = 150, 3


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/line.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return str(server.new_database("redelivery").url)


@pytest.fixture
def processes(database: str, platform: Platform) -> Iterator[list[Killable]]:
    made = [Killable(port, database, platform.address) for port in free_ports(2)]
    try:
        for process in made:
            process.start()
        yield made
    finally:
        for process in made:
            process.kill()


async def test_each_event_is_answered_once_and_none_is_lost(
    processes: list[Killable], platform: Platform, database: str
) -> None:
    begun = time.monotonic()
    ordeal = Ordeal(platform, processes, EVENTS, KILLS, database)
    await ordeal.run()
    eventually(lambda: not outcomes(database).get(None), patience=90)
    answers = ordeal.answers()
    assert set(answers) == set(ordeal.texts)
    # Only a reply that a kill left in doubt, and for longer than its token lasts, may be followed by a push.
    is_late = time.monotonic() - begun > TOKEN_LASTS - MARGIN
    doubled = {text for text, times in answers.items() if times > 1}
    assert doubled <= (ordeal.in_flight if is_late else set())
    assert answers.total() - len(answers) <= outcomes(database).get(IN_DOUBT, 0)
