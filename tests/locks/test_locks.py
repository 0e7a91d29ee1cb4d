"""One after the other, in the order they came; a process that dies keeps nobody waiting for good."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from uuid import uuid4

import pytest

from madoguchi.locks import LocksUnavailable, MemoryLocks, RedisLocks, Waited
from tests.locks.conftest import LEASE
from tests.services import Redis

Locks = MemoryLocks | RedisLocks
Processes = list[Locks]
PATIENCE = 20.0


@pytest.fixture
def name() -> str:
    return uuid4().hex


@pytest.fixture(params=["memory", "one process", "three processes"])
def processes(request: pytest.FixtureRequest) -> Processes:
    if request.param == "memory":
        return [MemoryLocks()] * 3
    another: Callable[[], RedisLocks] = request.getfixturevalue("process")
    if request.param == "one process":
        return [another()] * 3
    return [another() for _ in range(3)]


async def in_turn(locks: Locks, name: str, number: int, log: list[tuple[str, int]], work: float = 0.01) -> None:
    async with locks.held(name, PATIENCE):
        log.append(("begin", number))
        await asyncio.sleep(work)
        log.append(("end", number))


async def test_one_ends_before_the_next_begins_and_all_are_in_order(processes: Processes, name: str) -> None:
    log: list[tuple[str, int]] = []
    tasks = []
    for number in range(9):
        tasks.append(asyncio.create_task(in_turn(processes[number % 3], name, number, log, work=0.05)))
        await asyncio.sleep(0.02)  # the order in which they come
    await asyncio.gather(*tasks)
    assert [number for what, number in log if what == "end"] == sorted(range(9))
    assert log == [(what, number) for number in range(9) for what in ("begin", "end")]


async def test_many_at_once_do_not_overlap(processes: Processes, name: str) -> None:
    log: list[tuple[str, int]] = []
    await asyncio.gather(*(in_turn(processes[n % 3], name, n, log, work=0) for n in range(60)))
    assert all(begin[1] == end[1] for begin, end in zip(log[::2], log[1::2], strict=True))
    assert {number for _, number in log} == set(range(60))


async def test_other_names_are_free(processes: Processes, name: str) -> None:
    async with processes[0].held(name, PATIENCE), processes[1].held(name + "!", PATIENCE):
        pass


async def test_a_crowd_of_other_names_is_let_in_as_well(processes: Processes) -> None:
    log: list[tuple[str, int]] = []
    await asyncio.gather(*(in_turn(processes[0], uuid4().hex, number, log) for number in range(400)))
    assert sorted(log) == sorted((what, number) for number in range(400) for what in ("begin", "end"))


async def test_an_error_within_frees_the_name(processes: Processes, name: str) -> None:
    with pytest.raises(ZeroDivisionError):
        async with processes[0].held(name, PATIENCE):
            raise ZeroDivisionError
    async with processes[1].held(name, PATIENCE):
        pass


async def test_patience_ends_and_the_one_behind_is_not_forgotten(processes: Processes, name: str) -> None:
    log: list[tuple[str, int]] = []
    async with processes[0].held(name, PATIENCE):
        with pytest.raises(Waited):
            async with processes[1].held(name, 0.1):
                log.append(("begin", 1))
        behind = asyncio.create_task(in_turn(processes[2], name, 2, log))
        await asyncio.sleep(0.1)
        assert log == []
    await behind
    assert log == [("begin", 2), ("end", 2)]


async def test_one_that_hangs_up_while_waiting_lets_the_next_one_in(processes: Processes, name: str) -> None:
    log: list[tuple[str, int]] = []
    async with processes[0].held(name, PATIENCE):
        gone = asyncio.create_task(in_turn(processes[1], name, 1, log))
        behind = asyncio.create_task(in_turn(processes[2], name, 2, log))
        await asyncio.sleep(0.1)
        gone.cancel()
        await asyncio.sleep(0.1)
    await behind
    assert gone.cancelled()
    assert log == [("begin", 2), ("end", 2)]


async def test_in_memory_a_name_that_nobody_holds_takes_no_room(name: str) -> None:
    locks = MemoryLocks()
    async with locks.held(name, PATIENCE):
        assert len(locks) == 1
    assert len(locks) == 0


class TestRedis:
    async def test_work_may_take_longer_than_a_lease(self, process: Callable[[], RedisLocks], name: str) -> None:
        log: list[tuple[str, int]] = []
        first = asyncio.create_task(in_turn(process(), name, 1, log, work=4 * LEASE))
        await asyncio.sleep(LEASE / 5)
        await asyncio.gather(first, in_turn(process(), name, 2, log))
        assert log == [("begin", 1), ("end", 1), ("begin", 2), ("end", 2)]

    async def test_a_holder_that_died_loses_the_name(self, process: Callable[[], RedisLocks], name: str) -> None:
        dead = process()
        # As a process that was killed leaves Redis: in the queue, with a lease that nobody renews.
        await dead._join(
            keys=[f"madoguchi:lock:{{{name}}}:queue", f"madoguchi:lock:{{{name}}}:leases"], args=["x", 500]
        )
        log: list[tuple[str, int]] = []
        await asyncio.gather(*(in_turn(process(), name, number, log) for number in range(3)))
        assert len(log) == 6

    async def test_nothing_is_left_in_redis(self, process: Callable[[], RedisLocks], name: str) -> None:
        locks = process()
        await asyncio.gather(*(in_turn(process(), name, number, []) for number in range(3)))
        await asyncio.sleep(2.5 * LEASE)
        assert await locks._redis.keys(f"*{name}*") == []

    async def test_a_redis_that_is_down_is_told_and_one_that_comes_back_serves(
        self, process: Callable[[], RedisLocks], redis: Redis, name: str
    ) -> None:
        locks = process()
        await locks.ping()
        redis.stop(signal.SIGKILL)
        for refused in (locks.ping(), in_turn(locks, name, 1, [])):
            with pytest.raises(LocksUnavailable):
                await refused
        redis.start()
        await locks.ping()
        await in_turn(locks, name, 1, [])

    async def test_after_a_restart_nobody_is_refused_for_a_connection_from_before(
        self, process: Callable[[], RedisLocks], redis: Redis
    ) -> None:
        locks, log = process(), list[tuple[str, int]]()
        for _ in range(2):
            await asyncio.gather(*(in_turn(locks, uuid4().hex, number, log) for number in range(50)))
            redis.restart()
        assert len(log) == 2 * 2 * 50

    async def test_a_redis_that_forgets_lets_everybody_out(
        self, process: Callable[[], RedisLocks], redis: Redis, name: str
    ) -> None:
        log: list[tuple[str, int]] = []
        async with process().held(name, PATIENCE):
            redis.restart()
            await in_turn(process(), name, 2, log)
        assert len(log) == 2
