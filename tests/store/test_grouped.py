"""What several threads write at once is written together, and a fault stays with the one who made it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from madoguchi.store.conversations import Conversations, Place
from madoguchi.store.database import Conflict, Unavailable
from madoguchi.store.encoding import decoded, encoded
from madoguchi.store.grouped import Grouped
from tests.store.conftest import said, turn


class Disk:
    """Takes its time over the first one, so that all others come meanwhile."""

    def __init__(self, faulty: dict[int, type[Exception]]) -> None:
        self.written: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._faulty = faulty

    def write(self, works: Sequence[int]) -> None:
        self.begun.set()
        self.go_on.wait(10)
        for work in works:
            if work in self._faulty:
                raise self._faulty[work]("faulty")
        self.written.append(list(works))


def put_together(disk: Disk, count: int) -> list[Future[None]]:
    """One, and then as many more at once."""
    group = Grouped(disk.write, alone=Conflict)
    with ThreadPoolExecutor(count + 1) as threads:
        results = [threads.submit(group.put, 0)]
        assert disk.begun.wait(10)
        results += [threads.submit(group.put, number) for number in range(1, count + 1)]
        while len(group._waiting) < count:
            threading.Event().wait(0.001)
        disk.go_on.set()
    return results


def test_those_who_come_meanwhile_are_written_at_once() -> None:
    disk = Disk({})
    assert [one.result() for one in put_together(disk, 5)] == [None] * 6
    assert [sorted(works) for works in disk.written] == [[0], [1, 2, 3, 4, 5]]


def test_a_conflict_is_told_to_the_one_who_has_it_and_the_others_are_written() -> None:
    disk = Disk({3: Conflict})
    results = put_together(disk, 5)
    assert isinstance(results[3].exception(), Conflict)
    assert [one.exception() for one in results if one is not results[3]] == [None] * 5
    assert sorted(work for works in disk.written for work in works) == [0, 1, 2, 4, 5]


def test_a_database_that_is_down_is_told_to_all_at_once() -> None:
    disk = Disk({3: Unavailable})
    results = put_together(disk, 5)
    assert results[0].exception() is None
    assert all(isinstance(one.exception(), Unavailable) for one in results[1:])
    assert disk.written == [[0]]


def test_on_a_database_too_a_conflict_leaves_the_turns_of_others_whole(store: Conversations) -> None:
    places = {name: store.append(turn(0, name), Place()) for name in ("a", "b", "c")}
    late = Place(places["b"].version - 1)
    with ThreadPoolExecutor(3) as threads:
        told = [
            threads.submit(store.append, turn(1, name), late if name == "b" else place)
            for name, place in places.items()
        ]
    assert [type(one.exception()) for one in told] == [type(None), Conflict, type(None)]
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
