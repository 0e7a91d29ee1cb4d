"""What many ask at once is answered together, and a fault stays with the one who made it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from madoguchi.store.conversations import Conversations
from madoguchi.store.database import Conflict, Unavailable
from madoguchi.store.encoding import decoded, encoded
from madoguchi.store.gathered import Gathered
from madoguchi.store.past import Place
from tests.store.conftest import said, turn

DEADLINE = 10.0


class Disk:
    """Takes its time over the first one, so that all others come meanwhile."""

    def __init__(self, faulty: dict[int, type[Exception]]) -> None:
        self.written: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._faulty = faulty

    def write(self, works: Sequence[int]) -> list[str]:
        self.begun.set()
        self.go_on.wait(DEADLINE)
        for work in works:
            if work in self._faulty:
                raise self._faulty[work]("faulty")
        self.written.append(list(works))
        return [f"wrote {work}" for work in works]


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as made:
        yield made


async def asked_together(disk: Disk, gathered: Gathered[int, str], count: int) -> list[asyncio.Task[str]]:
    """One, and then as many more at once."""
    tasks = [asyncio.create_task(gathered.ask(0))]
    while not disk.begun.is_set():
        await asyncio.sleep(0.001)
    tasks += [asyncio.create_task(gathered.ask(number)) for number in range(1, count + 1)]
    await asyncio.sleep(0)
    disk.go_on.set()
    await asyncio.wait(tasks)
    return tasks


async def test_those_who_come_meanwhile_are_answered_at_once(threads: ThreadPoolExecutor) -> None:
    disk = Disk({})
    tasks = await asked_together(disk, Gathered(disk.write, threads, DEADLINE), 5)
    assert [one.result() for one in tasks] == [f"wrote {number}" for number in range(6)]
    assert disk.written == [[0], [1, 2, 3, 4, 5]]


async def test_a_fault_is_told_to_the_one_who_has_it_and_the_others_are_answered(threads: ThreadPoolExecutor) -> None:
    disk = Disk({3: Conflict})
    tasks = await asked_together(disk, Gathered(disk.write, threads, DEADLINE), 5)
    assert isinstance(tasks[3].exception(), Conflict)
    assert [one.result() for one in tasks if one is not tasks[3]] == [f"wrote {number}" for number in (0, 1, 2, 4, 5)]
    assert sorted(work for works in disk.written for work in works) == [0, 1, 2, 4, 5]


async def test_a_database_that_is_down_is_told_to_all_at_once(threads: ThreadPoolExecutor) -> None:
    disk = Disk({3: Unavailable})
    tasks = await asked_together(disk, Gathered(disk.write, threads, DEADLINE), 5)
    assert tasks[0].result() == "wrote 0"
    assert all(isinstance(one.exception(), Unavailable) for one in tasks[1:])
    assert disk.written == [[0]]


async def test_a_database_that_does_not_answer_is_given_up_by_all_who_wait(threads: ThreadPoolExecutor) -> None:
    disk = Disk({})
    gathered = Gathered(disk.write, threads, 0.05)
    told = await asyncio.gather(*(gathered.ask(number) for number in range(3)), return_exceptions=True)
    assert [type(one) for one in told] == [Unavailable] * 3
    with pytest.raises(Unavailable):
        await asyncio.wait_for(gathered.ask(4), 0.01)  # nobody waits anew for what others have given up
    disk.go_on.set()
    while not disk.written:
        await asyncio.sleep(0.001)
    assert await gathered.ask(7) == "wrote 7", "and once it answers again, so do we"


async def test_who_hangs_up_leaves_when_it_is_written(threads: ThreadPoolExecutor) -> None:
    disk = Disk({})
    gathered = Gathered(disk.write, threads, DEADLINE)
    gone = asyncio.create_task(gathered.ask(0))
    while not disk.begun.is_set():
        await asyncio.sleep(0.001)
    gone.cancel()
    done, _ = await asyncio.wait([gone], timeout=0.05)
    assert not done, "it is still being written"
    disk.go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert disk.written == [[0]]


async def test_on_a_database_too_a_conflict_leaves_the_turns_of_others_whole(
    store: Conversations, threads: ThreadPoolExecutor
) -> None:
    places = {name: store.append(turn(0, name), Place()) for name in ("a", "b", "c")}
    late = Place(places["b"].version - 1)
    gathered = Gathered(store.append_all, threads, DEADLINE)
    first = asyncio.create_task(gathered.ask((turn(0, "first"), Place())))
    told = await asyncio.gather(
        *(gathered.ask((turn(1, name), late if name == "b" else place)) for name, place in places.items()),
        return_exceptions=True,
    )
    assert (await first).version
    assert [type(one) for one in told] == [Place, Conflict, Place]
    counts = {name: len(said(past.events)) for name in places if (past := store.past(name))}
    assert counts == {"a": 4, "b": 2, "c": 4}


@pytest.mark.parametrize(
    "value",
    [
        {"text": "電話 ü ⟦my_number⟧"},
        {"text": "\ud800"},
        {"text": "a\0b"},
        {"n": 2**70},
        {"n": [1.5, None, True]},
        {"\ud800": 1},
    ],
    ids=["text", "a lone surrogate", "a NUL", "a large number", "values", "a key"],
)
def test_what_is_encoded_is_decoded_as_it_was(value: dict[str, object]) -> None:
    assert decoded(encoded(value)) == value
