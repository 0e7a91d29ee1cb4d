"""Rasa's agent takes our locks from endpoints.yml. How they behave is in tests/locks/."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.shared.exceptions import InvalidConfigException
from rasa.utils.endpoints import EndpointConfig

from madoguchi.locks import LocksUnavailable, MemoryLocks, RedisLocks
from madoguchi.rasa import lock_store
from madoguchi.rasa.lock_store import ConversationLocks
from tests.services import Redis

TYPE = "madoguchi.rasa.lock_store.ConversationLocks"


def made(url: str) -> ConversationLocks:
    store = LockStore.create(EndpointConfig(url, type=TYPE))
    assert isinstance(store, ConversationLocks)
    return store


async def overlap(one: ConversationLocks, other: ConversationLocks) -> bool:
    """Whether both can be in one conversation at the same time."""
    inside = 0
    most = 0

    async def message(locks: ConversationLocks) -> None:
        nonlocal inside, most
        async with locks.lock("someone"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(message(locks) for locks in (one, other) * 5))
    return most > 1


async def test_without_a_url_they_are_in_memory() -> None:
    locks = made("")
    assert isinstance(locks.locks, MemoryLocks)
    assert not await overlap(locks, locks)
    await locks.ping()


async def test_with_one_they_are_in_redis_and_shared(redis: Redis) -> None:
    one, other = made(redis.url), made(redis.url)
    assert not await overlap(one, other)
    await one.ping()
    for locks in (one, other):
        assert isinstance(locks.locks, RedisLocks)
        await locks.locks.close()


async def test_a_redis_that_is_down_is_a_lock_error() -> None:
    locks = made("redis://127.0.0.1:1/0")
    with pytest.raises(LockError):
        async with locks.lock("someone"):
            pass
    with pytest.raises(LocksUnavailable):
        await locks.ping()


async def test_who_waits_too_long_gets_a_lock_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_store, "PATIENCE", 0.05)
    locks = made("")
    async with locks.lock("someone"):
        with pytest.raises(LockError):
            async with locks.lock("someone"):
                pass


def test_several_workers_need_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(InvalidConfigException, match="MADOGUCHI_REDIS"):
        made("")
    made("redis://127.0.0.1:1/0")
