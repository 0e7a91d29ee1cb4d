"""Limits that several bots count together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from redis.exceptions import ConnectionError as OutOfReach

from madoguchi.rasa.channels.problems import Problem
from madoguchi.rasa.channels.rates import Rate
from tests.services import Redis


async def test_bots_on_one_redis_count_together(redis: Redis) -> None:
    async with limits(redis, "3 per minute") as (first, second):
        for rate in (first, second, first):
            await rate.count("somebody")
        with pytest.raises(Problem) as refused:
            await second.count("somebody")
        assert 0 < int(refused.value.headers["Retry-After"]) <= 60
        await second.count("somebody else")


async def test_a_crowd_waits_for_a_connection_and_everybody_is_counted(redis: Redis) -> None:
    async with limits(redis, "400 per minute") as rates:
        await asyncio.gather(*(rate.count("a crowd") for rate in rates for _ in range(200)))
        with pytest.raises(Problem):
            await rates[0].count("a crowd")


async def test_a_redis_that_was_restarted_refuses_nobody(redis: Redis) -> None:
    async with limits(redis, "800 per minute") as (rate, _):
        await asyncio.gather(*(rate.count("somebody") for _ in range(60)))
        redis.restart()
        await asyncio.gather(*(rate.count("somebody") for _ in range(60)))


async def test_bots_without_redis_count_each_for_itself() -> None:
    first, second = (Rate("messages", "1 per minute") for _ in range(2))
    await first.count("somebody")
    await second.count("somebody")
    with pytest.raises(Problem):
        await first.count("somebody")


async def test_without_its_redis_a_limit_lets_nobody_in() -> None:
    rate = Rate("messages", "3 per minute", "redis://127.0.0.1:1/0")
    with pytest.raises(OutOfReach):
        await rate.count("somebody")
    await rate.close()


@asynccontextmanager
async def limits(redis: Redis, limit: str) -> AsyncIterator[tuple[Rate, Rate]]:
    """Of two bots, under a name of their own."""
    first, second = (Rate(f"messages {limit}", limit, redis.url) for _ in range(2))
    try:
        yield first, second
    finally:
        await first.close()
        await second.close()
