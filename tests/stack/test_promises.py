"""Nothing lost, nothing doubled, no language and no context lost, whatever happens to the parts of the stack."""

from __future__ import annotations

import io
import json
import random
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from madoguchi.content import Content
from madoguchi.store.database import Settings, connect
from madoguchi.store.tables import EVENTS
from tests.robustness.residents import PATIENCE, Crowd
from tests.robustness.verdict import kept, promises
from tests.services import until
from tests.stack.proxy import ASKED_AGAIN
from tests.stack.topology import Stack
from tests.website.conftest import Resident, text

RESIDENTS = 6
AFTERWARDS = 10
"""Answers that there are still to be once a part is back."""
AS_LONG = 90.0
"""Seconds; longer than nginx waits for a bot, so that a request fails only where nginx says so."""
pytestmark = pytest.mark.timeout(900)


@contextmanager
def under_load(running: Stack) -> Iterator[Crowd]:
    """Within, residents talk; afterwards, what they saw is held against what is kept."""
    before = {turn.message for turn in kept(running.conversations)}
    with Crowd([running.address], RESIDENTS, random.randrange(10**6), running.nginx.trust, hurry=AS_LONG) as crowd:
        until(lambda: crowd.answered >= AFTERWARDS, PATIENCE)
        yield crowd
        wanted = crowd.answered + AFTERWARDS
        until(lambda: crowd.answered >= wanted, PATIENCE)
    turns = [turn for turn in kept(running.conversations) if turn.message not in before]
    broken = {promise.words: promise.broken for promise in promises(crowd.transcripts, turns) if promise.failures}
    assert not broken


def failed(crowd: Crowd) -> list[str]:
    return [one for transcript in crowd.transcripts for one in transcript.failed]


def refused(running: Stack) -> list[dict[str, object]]:
    """What nginx says of the requests that failed."""
    return [
        request for request in running.nginx.requests() if int(request["status"]) >= HTTPStatus.INTERNAL_SERVER_ERROR
    ]


CONVERSATIONS = [
    # language of the page, what is said, the language of the answer
    ("ja", ["通信は暗号化されていますか", "もっと詳しく"], "ja"),
    ("pt", ["A comunicação é criptografada?", "Me conte mais sobre isso"], "pt"),
    ("ko", ["통신은 암호화되나요?", "더 자세히 알려 주세요"], "ko"),
]


@pytest.mark.parametrize(("page", "said", "language"), CONVERSATIONS)
def test_a_conversation_goes_on_whichever_bot_answers(
    running: Stack, content: Content, page: str, said: list[str], language: str
) -> None:
    """Each message to the bot that did not have the one before, as if nginx had chosen so."""
    bots = [
        httpx.Client(base_url=f"{bot.service.address}/webhooks/website", trust_env=False, timeout=60)
        for bot in running.bots
    ]
    resident = Resident(bots[0], page)
    answers = []
    for turn, message in enumerate(said):
        resident.http = bots[turn % 2]
        answers.append(resident.say(message))
    # "More" is understood by what the other bot has answered.
    assert text(answers[1]) == content.answer("faq_protection_encryption", language).more
    assert {answer["language"] for answer in answers} == {language}
    # The same message at the other bot is no second turn.
    body = {"id": str(uuid4()), "text": said[0]}
    again = [bot.post("/messages", json=body, headers=resident.headers).json() for bot in bots]
    assert again[0] == again[1]
    for bot in bots:
        bot.close()


def test_both_bots_have_their_share(running: Stack) -> None:
    with under_load(running) as crowd:
        pass
    share = running.nginx.answered()
    assert min(share[f"127.0.0.1:{bot.port}"] for bot in running.bots) > 5
    assert failed(crowd) == [], refused(running)


def test_a_bot_is_killed(running: Stack) -> None:
    with under_load(running):
        running.bots[0].kill()
        time.sleep(1)
        running.bots[0].start()
        running.bots[0].wait()


def test_the_databases_and_an_action_server_are_restarted(running: Stack) -> None:
    with under_load(running):
        for part in (running.postgresql, running.redis, running.actions[0]):
            part.restart(pause=0.5)


def test_a_bot_after_the_other_is_restarted_and_no_request_fails(running: Stack) -> None:
    with under_load(running) as crowd:
        for bot in running.bots:
            assert bot.drain() == 0
            bot.start()
            bot.wait()
            time.sleep(ASKED_AGAIN)  # until then nginx would know of no bot, should the other one go
    assert failed(crowd) == [], refused(running)


def test_the_model_is_changed_and_no_request_fails(running: Stack, tmp_path: Path) -> None:
    new = with_other_id(running.model, tmp_path / "new.tar.gz")
    with under_load(running) as crowd:
        assert running.replace_bots(new) == [0, 0]
        changed = time.time()
    assert failed(crowd) == [], refused(running)
    assert {model for model, moment in answered_by(running.conversations) if moment > changed} == {OTHER}


OTHER = "another model"


def with_other_id(model: Path, copy: Path) -> Path:
    """A model that knows the same; the bot writes its id beside every event."""
    with tarfile.open(model) as old, tarfile.open(copy, "w:gz", compresslevel=1) as new:
        for member in old:
            content = old.extractfile(member).read() if member.isfile() else b""  # type: ignore[union-attr]
            if member.name.endswith("metadata.json"):
                content = json.dumps(json.loads(content) | {"model_id": OTHER}).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content) if member.isfile() else None)
    return copy


def answered_by(conversations: Settings) -> set[tuple[str, float]]:
    """Models, and when each of their answers was made (seconds)."""
    engine = connect(conversations)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(EVENTS.c.data).where(EVENTS.c.type_name == "bot")).scalars().all()
    engine.dispose()
    events = [json.loads(data) for data in rows]
    return {(event["metadata"]["model_id"], event["timestamp"]) for event in events}
