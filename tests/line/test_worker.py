"""From the inbox to the resident: by reply token, by push, announced where it takes its time."""

from __future__ import annotations

import asyncio

import pytest

from tests.line import webhooks
from tests.line.conftest import soon
from tests.line.counter import USER, Clock, Counter, clock, counter, got, said
from tests.line.platform import Platform

__all__ = ["clock", "counter"]


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
