"""Limits that several bots count together."""

from __future__ import annotations

import pytest
from redis.exceptions import ConnectionError as OutOfReach

from madoguchi.rasa.channels.problems import Problem
from madoguchi.rasa.channels.rates import Rate
from tests.services import Redis


async def test_bots_on_one_redis_count_together(redis: Redis) -> None:
    first, second = (Rate("messages", "3 per minute", redis.url) for _ in range(2))
    for rate in (first, second, first):
        await rate.count("somebody")
    with pytest.raises(Problem) as refused:
        await second.count("somebody")
    assert 0 < int(refused.value.headers["Retry-After"]) <= 60
    await second.count("somebody else")


async def test_bots_without_redis_count_each_for_itself() -> None:
    first, second = (Rate("messages", "1 per minute") for _ in range(2))
    await first.count("somebody")
    await second.count("somebody")
    with pytest.raises(Problem):
        await first.count("somebody")


async def test_without_its_redis_a_limit_lets_nobody_in() -> None:
    with pytest.raises(OutOfReach):
        await Rate("messages", "3 per minute", "redis://127.0.0.1:1/0").count("somebody")
