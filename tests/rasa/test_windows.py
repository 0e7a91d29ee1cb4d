"""Windows in memory let through what the limit allows, and remember nobody for longer."""

from __future__ import annotations

import pytest
from limits.storage import MemoryStorage

from madoguchi.rasa.channels.windows import MemoryWindows

MINUTE = 60


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def windows(clock: Clock) -> MemoryWindows:
    return MemoryWindows(clock)


CASES = [
    ("as many as the limit", [0, 0, 0], [True, True, True]),
    ("one more", [0, 0, 0, 0], [True, True, True, False]),
    ("one more at the end of the minute", [0, 1, 2, 59], [True, True, True, False]),
    ("one more when the first is a minute old", [0, 1, 2, 60], [True, True, True, True]),
    ("who was refused is not counted", [0, 1, 2, 30, 60], [True, True, True, False, True]),
    ("the window moves with the clock", [0, 20, 40, 60, 79, 80, 81], [True, True, True, True, False, True, False]),
    ("all anew after a long time", [0, 0, 0, 500, 500, 500, 500], [True, True, True, True, True, True, False]),
]


@pytest.mark.parametrize(("moments", "let_in"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
async def test_three_a_minute_are_let_in(
    windows: MemoryWindows, clock: Clock, moments: list[int], let_in: list[bool]
) -> None:
    start, found = clock.now, []
    for moment in moments:
        clock.now = start + moment
        found.append(await windows.acquire_entry("somebody", 3, MINUTE))
    assert found == let_in


async def test_several_at_once_are_counted_or_none(windows: MemoryWindows) -> None:
    assert await windows.acquire_entry("somebody", 3, MINUTE, 2)
    assert not await windows.acquire_entry("somebody", 3, MINUTE, 2)
    assert await windows.acquire_entry("somebody", 3, MINUTE)


async def test_it_says_since_when_how_many_were_counted(windows: MemoryWindows, clock: Clock) -> None:
    assert await windows.get_moving_window("somebody", 3, MINUTE) == (int(clock.now), 0)
    first = int(clock.now)
    for _ in range(2):
        await windows.acquire_entry("somebody", 3, MINUTE)
        clock.now += 10
    assert await windows.get_moving_window("somebody", 3, MINUTE) == (first, 2)
    clock.now += 45
    assert await windows.get_moving_window("somebody", 3, MINUTE) == (first + 10, 1)


async def test_nobody_is_remembered_for_longer_than_the_window(windows: MemoryWindows, clock: Clock) -> None:
    for number in range(1000):
        await windows.acquire_entry(f"resident {number}", 3, MINUTE)
        clock.now += 1
    assert len(windows) <= MINUTE
    clock.now += MINUTE
    await windows.acquire_entry("somebody", 3, MINUTE)
    assert len(windows) == 1


async def test_it_counts_as_the_librarys_own_windows_do() -> None:
    ours, theirs = MemoryWindows(), MemoryStorage()
    for who in ("a", "b", "a", "a", "b", "a", "c", "a", "b", "b"):
        assert await ours.acquire_entry(who, 3, MINUTE) == theirs.acquire_entry(who, 3, MINUTE)
