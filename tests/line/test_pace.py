"""Webhooks before turns, and turns all the same."""

from __future__ import annotations

import asyncio

from madoguchi.line.pace import Pace
from tests.line.conftest import soon


async def test_a_turn_waits_until_no_webhook_is_under_way() -> None:
    pace, begun = Pace(patience=600), asyncio.Event()

    async def turn() -> None:
        async with pace.turn():
            begun.set()

    with pace.webhook():
        with pace.webhook():
            waiting = asyncio.create_task(turn())
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)
        assert not begun.is_set()
    await waiting
    assert begun.is_set()


async def test_a_turn_begins_where_there_is_never_a_pause() -> None:
    pace = Pace(patience=0.001)
    with pace.webhook():
        async with pace.turn():
            pass


async def test_turns_at_once_are_few() -> None:
    pace, under_way, most = Pace(turns=2), 0, 0

    async def turn() -> None:
        nonlocal under_way, most
        async with pace.turn():
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(turn() for _ in range(10)))
    assert most == 2


async def test_a_turn_that_fails_makes_room_for_the_next() -> None:
    pace = Pace(turns=1)
    for _ in range(2):
        try:
            async with pace.turn():
                raise ValueError
        except ValueError:
            pass
    done = asyncio.Event()

    async def turn() -> None:
        async with pace.turn():
            done.set()

    task = asyncio.create_task(turn())
    await soon(done.is_set)
    await task
