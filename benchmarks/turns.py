"""What a turn costs, early and late in a conversation.

`python -m benchmarks.turns` plays one long conversation with the trained model, in this process, so that nothing but
the turn is measured: from the message that a channel has cleaned to the answer that is on the disk. In the database
that MADOGUCHI_DB and its like name; without them, in a SQLite file of its own. Where MADOGUCHI_REDIS names one, with
the locks in Redis.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from madoguchi.rasa.left_out import leave_out

ROOT = Path(__file__).parents[1]
AROUND = 10
"""Messages before and after the one that is told of: the median of all of them is less of a lottery."""
ASKED = ("Is it free?", "電話番号は何番ですか", "¿Para qué sirve?", "thanks", "tell me more", "日曜日はやっていますか")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--messages", type=int, default=1000)
    given = options.parse_args()
    leave_out(ROOT / "config.yml")
    with tempfile.TemporaryDirectory() as folder:
        seconds = asyncio.run(conversation(Path(folder) / "conversations.db", given.messages))
    print("\n".join(table(seconds)))


async def conversation(file: Path, messages: int) -> list[tuple[float, float]]:
    """How long each message of one conversation took, in seconds of the clock and of the processor."""
    from madoguchi.rasa.conversation import Said, take_turn

    agent = await _agent(file)
    office: Any = agent.nlg
    seconds, name = [], uuid4().hex
    for number in range(messages):
        said = Said(str(uuid4()), ASKED[number % len(ASKED)])
        start, used = time.perf_counter(), time.process_time()
        await take_turn(agent, office.office, name, said, "website")
        seconds.append((time.perf_counter() - start, time.process_time() - used))
    return seconds


async def _agent(file: Path) -> Any:
    """An agent as the server's, with the stores of endpoints.yml."""
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    from madoguchi.rasa.start import take_off_safety_net
    from madoguchi.serving.stores import REDIS, database, variables
    from madoguchi.serving.training import ensure_model

    configure_structlog(logging.WARNING)  # Rasa would format every debug line for nobody
    os.environ |= variables(database(os.environ, file), os.environ.get(REDIS, ""))
    os.environ.setdefault("MADOGUCHI_ACTIONS", "http://127.0.0.1:1/webhook")
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    agent = await load_agent(str(ensure_model(ROOT)), endpoints=endpoints)
    take_off_safety_net(agent)
    return agent


def table(seconds: list[tuple[float, float]]) -> Iterator[str]:
    """Medians around some messages, in Markdown."""
    yield "| message | the clock's ms | the processor's ms |"
    yield "|---|---|---|"
    for number in (10, 100, 500, 1000, 2000):
        if number <= len(seconds):
            near = seconds[max(0, number - AROUND) : number + AROUND]
            medians = [1000 * statistics.median(each) for each in zip(*near, strict=True)]
            yield f"| {number} | {medians[0]:.1f} | {medians[1]:.1f} |"


if __name__ == "__main__":
    main()
