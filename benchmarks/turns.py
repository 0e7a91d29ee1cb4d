"""What a turn costs, early and late in a conversation.

`python -m benchmarks.turns` plays one long conversation with the trained model, in this process, so that nothing but
the turn is measured: from the message that a channel has cleaned to the answer that is on the disk. In the database
that MADOGUCHI_DB and its like name; without them, in a SQLite file of its own. Where MADOGUCHI_REDIS names one, with
the locks in Redis. With `--profile`, it tells instead which part of a turn takes which share of the event loop's time.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import logging
import os
import pstats
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
PARTS = {
    "_parse_message_with_graph": "understanding",
    "behind_gate": "the privacy gate",
    "refuse": "the second wall",
    "predict_next_with_tracker_if_should": "what the rules say",
    "_run_action": "actions, with the reply",
    "run_action_extract_slots": "slots",
    "_update_tracker_session": "the session",
    "retrieve": "making the tracker from what is stored",
    "open": "making the tracker from what is stored",
    "_run": "handing over to the store's threads",
}
"""Functions of which a turn consists, and what they do; the rest is what is left."""
WHOLE = "_turn"
FILES = frozenset({"conversation.py", "processor.py", "tracker_store.py", "wall.py"})
ASKED = ("Is it free?", "電話番号は何番ですか", "¿Para qué sirve?", "thanks", "tell me more", "日曜日はやっていますか")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--messages", type=int, default=1000)
    options.add_argument("--profile", action="store_true")
    given = options.parse_args()
    leave_out(ROOT / "config.yml")
    profile = cProfile.Profile(time.thread_time) if given.profile else None
    with tempfile.TemporaryDirectory() as folder:
        seconds = asyncio.run(conversation(Path(folder) / "conversations.db", given.messages, profile))
    print("\n".join(shares(profile) if profile else table(seconds)))


async def conversation(file: Path, messages: int, profile: cProfile.Profile | None) -> list[tuple[float, float]]:
    """How long each message of one conversation took, in seconds of the clock and of the processor."""
    from madoguchi.rasa.conversation import Said, take_turn

    agent = await _agent(file)
    office: Any = agent.nlg
    office.office.warm_up()
    seconds, name = [], uuid4().hex
    for number in range(messages):
        if profile and number == AROUND:  # by then everything has been used once
            profile.enable()
        said = Said(str(uuid4()), ASKED[number % len(ASKED)])
        start, used = time.perf_counter(), time.process_time()
        await take_turn(agent, office.office, name, said, "website")
        seconds.append((time.perf_counter() - start, time.process_time() - used))
    if profile:
        profile.disable()
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


def shares(profile: cProfile.Profile) -> Iterator[str]:
    """Each part's share of a turn, in Markdown. A profiler makes calls dear, and so what consists of many of them."""
    spent: dict[str, float] = {}
    for (file, _, function), (*_, cumulative, _callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if Path(file).name in FILES:
            spent[function] = max(spent.get(function, 0.0), cumulative)
    parts: dict[str, float] = {}
    for function, part in PARTS.items():
        parts[part] = parts.get(part, 0.0) + spent.get(function, 0.0)
    yield "| part | share |"
    yield "|---|---|"
    for part, seconds in sorted(parts.items(), key=lambda one: -one[1]):
        yield f"| {part} | {seconds / spent[WHOLE]:.0%} |"


if __name__ == "__main__":
    main()
