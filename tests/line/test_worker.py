"""From the inbox to the resident: the worker, its deliveries and LINE's client against the platform, without Rasa."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from madoguchi.line.api import Api
from madoguchi.line.database import engine
from madoguchi.line.delivery import Delivery
from madoguchi.line.events import Event
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox, Waiting
from madoguchi.line.worker import Worker
from madoguchi.privacy import Gate
from tests.line import webhooks
from tests.line.conftest import TOKEN, soon
from tests.line.platform import Platform

USER = webhooks.user_id(1)


class Clock:
    """Seconds that pass when a test says so; the platform's and ours are the same."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Counter:
    """One process of the bot, with an answerer that repeats what was said."""

    address: str
    clock: Clock
    platform: Platform
    hold: asyncio.Event | None = None
    fails: int = 0
    answered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.identity = Identity("k" * 32)
        self.inbox = Inbox(engine(self.address))
        self.reader = Inbox(engine(self.address))  # the inbox belongs to the worker's thread
        self.entrance = Entrance(Gate([]), self.identity, {"/greet"})
        self.api = Api(TOKEN, self.platform.address)
        delivery = Delivery(self.api, self.clock)
        self.worker = Worker(self.inbox, self.identity, delivery, self.prepare, self.api.show_loading, self.clock)

    async def prepare(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        if self.hold:
            await self.hold.wait()
        self.answered.append(event.id)
        if self.fails:
            self.fails -= 1
            raise RuntimeError("a fault of ours")
        return [{"type": "text", "text": f"echo {event.text}"}]

    async def take(self, *events: dict[str, Any]) -> None:
        admitted = [one for one in map(self.entrance.admit, events) if one]
        await self.worker.call(self.inbox.accept, admitted, self.clock())
        self.worker.wake()

    def outcomes(self) -> dict[str | None, int]:
        counted: dict[str | None, int] = {}
        for (_, outcome), count in self.reader.outcomes().items():
            counted[outcome] = counted.get(outcome, 0) + count
        return counted

    async def settled(self, outcomes: dict[str | None, int]) -> None:
        await soon(lambda: None not in self.outcomes())
        assert self.outcomes() == outcomes


@pytest.fixture
def clock(platform: Platform) -> Clock:
    clock = Clock()
    platform.clock = clock
    return clock


@pytest.fixture
async def counter(platform: Platform, clock: Clock, tmp_path: Path) -> AsyncIterator[Counter]:
    made = Counter(f"sqlite:///{tmp_path}/line.db", clock, platform)
    yield made
    await made.worker.stop()
    await made.api.close()


def said(platform: Platform, text: str = "hello", **more: Any) -> dict[str, Any]:
    return webhooks.text(USER, platform.issue(USER), text, **more)


def got(platform: Platform) -> list[tuple[str, str]]:
    return [(one.how, one.messages[0]["text"]) for one in platform.got[USER]]


async def test_an_answer_goes_out_by_its_reply_token(counter: Counter, platform: Platform) -> None:
    counter.worker.start()
    await counter.take(said(platform))
    await counter.settled({"replied": 1})
    assert got(platform) == [("reply", "echo hello")]


@pytest.mark.parametrize(
    ("age", "how", "outcome"), [(0, "reply", "replied"), (54, "reply", "replied"), (55, "push", "pushed")]
)
async def test_an_answer_that_is_late_is_pushed(
    counter: Counter, platform: Platform, clock: Clock, age: float, how: str, outcome: str
) -> None:
    await counter.take(said(platform))
    clock.now += age
    counter.worker.start()
    await counter.settled({outcome: 1})
    assert got(platform) == [(how, "echo hello")]


@pytest.mark.parametrize("kind", ["sticker", "image", "location"])
async def test_a_late_kind_word_is_not_worth_a_push(
    counter: Counter, platform: Platform, clock: Clock, kind: str
) -> None:
    await counter.take(webhooks.message(kind, USER, platform.issue(USER), webhooks.SAID[kind]))
    clock.now += 56
    counter.worker.start()
    await counter.settled({"expired": 1})
    assert platform.pushed == 0


async def test_a_late_answer_to_nobody_expires(counter: Counter, platform: Platform, clock: Clock) -> None:
    await counter.take(webhooks.text(None, platform.issue("nobody"), "hello"))
    clock.now += 56
    counter.worker.start()
    await counter.settled({"expired": 1})


async def test_without_a_user_the_reply_token_is_enough(counter: Counter, platform: Platform) -> None:
    counter.worker.start()
    await counter.take(webhooks.text(None, platform.issue("nobody"), "hello"))
    await counter.settled({"replied": 1})
    assert platform.said("nobody") == [{"type": "text", "text": "echo hello"}]


async def test_a_token_that_line_does_not_know_makes_a_push(counter: Counter, platform: Platform) -> None:
    counter.worker.start()
    await counter.take(webhooks.text(USER, "never issued", "hello"))
    await counter.settled({"pushed": 1})
    assert got(platform) == [("push", "echo hello")]


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
        await self.passes(counter, clock)
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
        await self.passes(counter, clock)
        assert len(got(platform)) == 1
        await counter.settled({"pushed" if age else "replied": 1})

    async def test_a_rate_limit_is_waited_for(self, counter: Counter, platform: Platform, clock: Clock) -> None:
        platform.rules.rate_limited = 1
        counter.worker.start()
        await counter.take(said(platform))
        await soon(lambda: platform.calls["/message/reply"] == 1)
        await self.passes(counter, clock)
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

    async def passes(self, counter: Counter, clock: Clock) -> None:
        """Time goes by until everything is settled."""

        def later() -> bool:
            clock.now += 0.5
            return None not in counter.outcomes()

        await soon(later)


class TestWhenWeFail:
    async def test_a_fault_of_ours_is_tried_again(
        self, counter: Counter, platform: Platform, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        counter.fails = 2
        counter.worker.start()
        await counter.take(said(platform, "a private matter"))
        await TestWhenLineFails().passes(counter, clock)
        assert counter.outcomes() == {"replied": 1}
        await soon(lambda: "RuntimeError" in caplog.text)
        assert "private" not in caplog.text

    async def test_a_fault_that_stays_is_told_to_staff_and_holds_nobody_up(
        self, counter: Counter, platform: Platform, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        counter.fails = 5
        counter.worker.start()
        await counter.take(said(platform, "spoilt"), said(platform, "next"))
        await TestWhenLineFails().passes(counter, clock)
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
        await heir.worker.stop()
        await heir.api.close()

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
        await heir.worker.stop()
        await heir.api.close()

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


class TestTheLoadingAnimation:
    async def test_an_answer_that_takes_its_time_is_announced(
        self, counter: Counter, platform: Platform, clock: Clock
    ) -> None:
        counter.hold = asyncio.Event()
        await counter.take(said(platform))
        clock.now += 2
        counter.worker.start()
        await soon(lambda: platform.calls["/chat/loading/start"] == 1)
        counter.hold.set()
        await counter.settled({"replied": 1})

    async def test_a_quick_one_is_not(self, counter: Counter, platform: Platform) -> None:
        counter.worker.start()
        await counter.take(said(platform))
        await counter.settled({"replied": 1})
        assert platform.calls["/chat/loading/start"] == 0

    async def test_nor_is_one_in_a_group(self, counter: Counter, platform: Platform, clock: Clock) -> None:
        group = "C" + "1" * 32
        mentioned = {"mentionees": [{"type": "user", "index": 0, "length": 4, "isSelf": True}]}
        event = webhooks.text(USER, platform.issue(group), "@bot hi", source={"type": "group", "groupId": group})
        event["message"]["mention"] = mentioned
        await counter.take(event)
        clock.now += 2
        counter.worker.start()
        await counter.settled({"replied": 1})
        assert platform.calls["/chat/loading/start"] == 0
        assert platform.said(group)[0]["text"] == "echo hi"


async def test_silent_and_unknown_events_are_counted(counter: Counter, platform: Platform) -> None:
    counter.worker.start()
    group = {"type": "group", "groupId": "C" + "1" * 32}
    await counter.take(
        webhooks.event("join", None, platform.issue(USER), source=group), webhooks.event("teleport", USER)
    )
    assert counter.outcomes() == {"silent": 1, "ignored": 1}
    assert counter.answered == []
