"""Once a day, whatever time it is asked."""

from __future__ import annotations

from madoguchi.serving.daily import DAY, Daily


def test_it_is_done_at_the_start_and_then_once_a_day() -> None:
    now = 1000.0
    done: list[float] = []
    daily = Daily(lambda: done.append(now), clock=lambda: now)
    for passed in (0, 1, DAY - 2, 1, 1, 3 * DAY, 1):
        now += passed
        daily()
    assert done == [1000, 1000 + DAY, 1001 + 4 * DAY]


def test_work_that_fails_is_not_done_again_before_the_next_day() -> None:
    tries: list[float] = []

    def fail() -> None:
        tries.append(now)
        raise OSError

    now = 0.0
    daily = Daily(fail, clock=lambda: now)
    for _ in range(3):
        try:
            daily()
        except OSError:
            continue
    assert len(tries) == 1
