"""What a turn takes at the start of a conversation, and later, with nobody else there."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from benchmarks.serving.dialects import DIALECTS, client
from benchmarks.serving.systems import System

SHORT = 10
"""Messages of the conversations whose first and last messages are compared."""
TIMES = 20
"""Messages that a median is of: those of as many conversations, or the last ones of a long one."""
LATE = (100, 1000)


def turn_times(system: System, questions: Mapping[str, list[str]]) -> dict[int, float]:
    """Milliseconds of message 1, 10, 100 and 1,000, by the clock."""
    return asyncio.run(_turn_times(system, questions))


async def _turn_times(system: System, questions: Mapping[str, list[str]]) -> dict[int, float]:
    texts = _endless(questions)
    async with client() as session:
        short = [await _asked(await _opened(system, session), texts, SHORT) for _ in range(TIMES)]
        long = await _opened(system, session)
        late = {number: median(await _last_ones(long, texts, number, before)) for number, before in _steps()}
    return {1: median(one[0] for one in short), SHORT: median(one[-1] for one in short), **late}


def _steps() -> Iterator[tuple[int, int]]:
    """Each of the late messages, and how many are there before it is reached."""
    yield from zip(LATE, (0, *LATE), strict=False)


async def _last_ones(conversation: Any, texts: Iterator[str], number: int, before: int) -> list[float]:
    missing = number - before - TIMES
    if before and hasattr(conversation, "lengthen"):
        await conversation.lengthen(missing)
    else:
        await _asked(conversation, texts, missing)
    return await _asked(conversation, texts, TIMES)


async def _asked(conversation: Any, texts: Iterator[str], count: int) -> list[float]:
    took = []
    for text in itertools.islice(texts, count):
        start = time.perf_counter()
        await conversation.ask(text)
        took.append(1000 * (time.perf_counter() - start))
    return took


async def _opened(system: System, session: Any) -> Any:
    conversation = DIALECTS[system.dialect](session, itertools.cycle(system.addresses))
    await conversation.open("ja")
    return conversation


def _endless(questions: Mapping[str, list[str]]) -> Iterator[str]:
    """In one language: a change of it would be an answer of its own."""
    chance = random.Random(0)
    while True:
        yield chance.choice(questions["ja"])
