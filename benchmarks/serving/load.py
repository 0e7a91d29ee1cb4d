"""Many conversations at once with a bot, from a process of their own.

A closed loop: each conversation sends its next message once the one before is answered, and is followed by another
one after some messages. With a rate it waits for its turn in between, so that all together send that many a second.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
import uvloop

from benchmarks.examples import Example
from benchmarks.serving.dialects import DIALECTS, FAILURES, Answer, Conversation, client
from benchmarks.serving.processes import by_group, idle_seconds

LENGTH = 10
"""Messages of a conversation."""
PAUSE = 0.2
"""Seconds after a failure, so that a bot that is down isn't called without end."""
GENERATOR, IDLE = "load generator", "idle"


@dataclass(frozen=True)
class Plan:
    """Whom to ask what, and how much at a time; `processes` are those whose processor time is told, by a name."""

    dialect: str
    addresses: tuple[str, ...]
    questions: Mapping[str, list[str]]
    conversations: int
    seconds: float
    warm_up: float = 2.0
    rate: float | None = None
    processes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass
class Load:
    """What came of it. Latencies are of all messages sent within the time, `answered` of all answered within it."""

    seconds: float
    answered: int
    latencies: list[float]
    errors: Counter[str]
    processor: dict[str, float]
    conversations: list[list[Answer]]
    """All answers, also those before and after, in the order of each conversation."""


def load(plan: Plan) -> Load:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(run, [plan])


def run(plan: Plan) -> Load:
    """The same in this process."""
    uvloop.install()
    return asyncio.run(_Crowd(plan).gather())


def by_language(examples: list[Example]) -> dict[str, list[str]]:
    questions: dict[str, list[str]] = {}
    for one in examples:
        questions.setdefault(one.language, []).append(one.text)
    return questions


class _Crowd:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ended = False
        self._spans: list[tuple[float, float]] = []
        """When each message was sent and when answered."""
        self._errors: Counter[str] = Counter()
        self._conversations: list[list[Answer]] = []

    async def gather(self) -> Load:
        gc.freeze()  # or each collection would look at all modules, and a bot would seem to have paused
        async with client() as session:
            places = [asyncio.create_task(self._come_and_go(session, one)) for one in range(self._plan.conversations)]
            await asyncio.sleep(self._plan.warm_up)
            start, before = time.perf_counter(), self._processor()
            await asyncio.sleep(self._plan.seconds)
            end, after = time.perf_counter(), self._processor()
            self._ended = True
            await asyncio.gather(*places)
        return Load(
            seconds=end - start,
            answered=sum(start <= answered < end for _, answered in self._spans),
            latencies=[answered - sent for sent, answered in self._spans if start <= sent < end],
            errors=self._errors,
            processor={name: after[name] - before[name] for name in after},
            conversations=self._conversations,
        )

    def _processor(self) -> dict[str, float]:
        groups = by_group({**self._plan.processes, GENERATOR: [os.getpid()]})
        return groups | {IDLE: idle_seconds()}

    async def _come_and_go(self, session: aiohttp.ClientSession, place: int) -> None:
        chance, addresses = random.Random(place), itertools.cycle(self._plan.addresses)
        for _ in range(place % len(self._plan.addresses)):
            next(addresses)
        pace = _Pace(self._plan, place)
        while not self._ended:
            conversation: Conversation = DIALECTS[self._plan.dialect](session, addresses)
            try:
                await self._talk(conversation, chance, pace)
            except FAILURES as error:
                self._errors[str(error) or type(error).__name__] += 1
                await asyncio.sleep(PAUSE)

    async def _talk(self, conversation: Conversation, chance: random.Random, pace: _Pace) -> None:
        answers: list[Answer] = []
        self._conversations.append(answers)
        language = chance.choice(sorted(self._plan.questions))
        await conversation.open(language)
        for text in chance.choices(self._plan.questions[language], k=LENGTH):
            await pace.wait()
            if self._ended:
                return
            sent = time.perf_counter()
            answers.append(await conversation.ask(text))
            self._spans.append((sent, time.perf_counter()))


class _Pace:
    """When one place may send. Who is late sends at once, and gives up the turns that passed meanwhile."""

    def __init__(self, plan: Plan, place: int) -> None:
        self._period = plan.conversations / plan.rate if plan.rate else 0.0
        self._next = time.perf_counter() + self._period * place / plan.conversations

    async def wait(self) -> None:
        if self._period:
            now = time.perf_counter()
            await asyncio.sleep(max(0.0, self._next - now))
            self._next = max(self._next, now) + self._period
