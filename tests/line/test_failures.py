"""What goes wrong at LINE's end and at ours, between the inbox and the resident."""

from __future__ import annotations

import asyncio

import pytest

from madoguchi.line.identity import Identity
from tests.line.conftest import soon
from tests.line.counter import USER, Clock, Counter, clock, counter, got, passes, said
from tests.line.platform import Platform

__all__ = ["clock", "counter"]


class TestWhenLineFails:
    async def test_ten_minutes_without_line_lose_no_answer(
        self, counter: Counter, platform: Platform, clock: Clock
    ) -> None:
        platform.rules.down = True
        counter.worker.start()
        await counter.take(said(platform, "first"), said(platform, "second"))
        start = clock.now
        while clock.now < start + 600:
            clock.now += 2
            await asyncio.sleep(0.005)
        await soon(lambda: platform.calls.total() > 3)
        platform.rules.down = False
        await passes(counter, clock)
        assert [text for _, text in got(platform)] == ["echo first", "echo second"]
        assert {how for how, _ in got(platform)} == {"push"}

    @pytest.mark.parametrize("age", [0, 56])
    async def test_an_answer_whose_acknowledgement_was_lost_is_not_given_twice(
        self, counter: Counter, platform: Platform, clock: Clock, age: float
    ) -> None:
        await counter.take(said(platform))
        clock.now += age
        platform.rules.loses_answers = 1
        counter.worker.start()
        await soon(lambda: len(got(platform)) == 1)
        await passes(counter, clock)
        assert len(got(platform)) == 1
        await counter.settled({"pushed" if age else "replied": 1})

    async def test_a_rate_limit_is_waited_for(self, counter: Counter, platform: Platform, clock: Clock) -> None:
        platform.rules.rate_limited = 1
        counter.worker.start()
        await counter.take(said(platform))
        await soon(lambda: platform.calls["/message/reply"] == 1)
        await passes(counter, clock)
        await counter.settled({"replied": 1})
        assert got(platform) == [("reply", "echo hello")]

    async def test_the_months_quota_is_told_to_staff_and_not_tried_again(
        self, counter: Counter, platform: Platform, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        platform.rules.quota = 0
        await counter.take(said(platform, "a private matter"))
        clock.now += 56
        counter.worker.start()
        await counter.settled({"quota": 1})
        assert platform.calls["/message/push"] == 1
        await soon(lambda: "quota" in caplog.text)
        assert "private" not in caplog.text
        assert USER not in caplog.text


class TestWhenWeFail:
    async def test_a_fault_of_ours_is_tried_again(
        self, counter: Counter, platform: Platform, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        counter.fails = 2
        counter.worker.start()
        await counter.take(said(platform, "a private matter"))
        await passes(counter, clock)
        assert counter.outcomes() == {"replied": 1}
        await soon(lambda: "RuntimeError" in caplog.text)
        assert "private" not in caplog.text

    async def test_a_fault_that_stays_is_told_to_staff_and_holds_nobody_up(
        self, counter: Counter, platform: Platform, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        counter.fails = 5
        counter.worker.start()
        await counter.take(said(platform, "spoilt"), said(platform, "next"))
        await passes(counter, clock)
        assert counter.outcomes().get("failed") == 1
        assert [text for _, text in got(platform)] == ["echo next"]
        await soon(lambda: "failed" in caplog.text)

    async def test_a_crash_between_inbox_and_answer_loses_nothing(
        self, counter: Counter, platform: Platform, clock: Clock
    ) -> None:
        counter.hold = asyncio.Event()
        counter.worker.start()
        await counter.take(said(platform))
        await soon(lambda: len(counter.worker._tasks) == 1)
        crash(counter)
        clock.now += 20
        heir = Counter(counter.address, clock, platform)
        heir.worker.start()
        await heir.settled({"replied": 1})
        assert got(platform) == [("reply", "echo hello")]
        await heir.close()

    async def test_a_crash_after_the_reply_does_not_repeat_it(
        self, counter: Counter, platform: Platform, clock: Clock
    ) -> None:
        """The reply got through, but nobody wrote so down: within its minute, a used token says it."""
        counter.inbox.settle = lambda *_: None  # type: ignore[method-assign]
        counter.worker.start()
        await counter.take(said(platform))
        await soon(lambda: len(got(platform)) == 1)
        crash(counter)
        clock.now += 20
        heir = Counter(counter.address, clock, platform)
        heir.worker.start()
        await heir.settled({"replied": 1})
        assert (len(got(platform)), heir.answered) == (1, [])
        await heir.close()

    async def test_a_token_that_ran_out_before_the_crash_is_no_proof_of_a_reply(
        self, counter: Counter, platform: Platform, clock: Clock
    ) -> None:
        """It was delivered late, and what was tried never reached LINE: better twice than never."""
        event = said(platform)
        clock.now += 61
        counter.inbox.settle = lambda *_: None  # type: ignore[method-assign]
        platform.rules.down = True
        counter.worker.start()
        await counter.take(event | {"timestamp": int((clock.now - 61) * 1000)})
        await soon(lambda: platform.calls["/message/reply"] == 1)
        crash(counter)
        platform.rules.down = False
        clock.now += 20
        heir = Counter(counter.address, clock, platform)
        heir.worker.start()
        await soon(lambda: len(got(platform)) == 1)
        await heir.settled({"pushed_in_doubt": 1})
        await heir.close()

    async def test_what_another_secret_sealed_is_told_to_staff(
        self, counter: Counter, platform: Platform, caplog: pytest.LogCaptureFixture
    ) -> None:
        counter.worker.identity = Identity("x" * 32)
        counter.worker.start()
        await counter.take(said(platform))
        await counter.settled({"unreadable": 1})
        await soon(lambda: "unreadable" in caplog.text)


def crash(counter: Counter) -> None:
    """Its tasks end where they are, and nothing is given back."""
    for task in (*counter.worker._housekeeping, *counter.worker._tasks):
        task.cancel()
    counter.inbox.release = lambda: None  # type: ignore[method-assign]
