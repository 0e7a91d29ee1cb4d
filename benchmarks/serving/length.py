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
TIMES = 10
"""Messages that a median is of: those of as many conversations, or the last ones of a long one."""
LATE = (100, 1000)


def turn_times(system: System, questions: Mapping[str, list[str]]) -> dict[int, float]:
    """Milliseconds of message 1, 10, 100 and 1,000, by the clock."""
    return asyncio.run(_turn_times(system, questions))


async def _turn_times(system: System, questions: Mapping[str, list[str]]) -> dict[int, float]:
    texts = _endless(questions)
    async with client() as session:
        short = [await _asked(await _opened(system, session), texts, SHORT) for _ in range(TIMES)]
        late = await _late(await _opened(system, session), texts)
    return {1: median(one[0] for one in short), SHORT: median(one[-1] for one in short), **late}


async def _late(conversation: Any, texts: Iterator[str]) -> dict[int, float]:
    """Of one conversation; where it can be made longer without each turn, it is, once it has some turns."""
    await _asked(conversation, texts, SHORT)
    said, late = SHORT, {}
    for number in LATE:
        missing = number - TIMES - said
        if hasattr(conversation, "lengthen"):
            await conversation.lengthen(missing)
        else:
            await _asked(conversation, texts, missing)
        late[number] = median(await _asked(conversation, texts, TIMES))
        said = number
    return late


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
