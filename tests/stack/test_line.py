"""Two real bots on one inbox: whichever gets a delivery of LINE's, each event is answered once."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.line.conftest import Friend, eventually, new_friend, shown
from tests.line.platform import Platform
from tests.stack.topology import Stack

pytestmark = pytest.mark.timeout(600)
WEBHOOK = "/webhooks/line/webhook"
FRIENDS = 6
QUESTION, ANSWER_HOLDS = "Is the communication encrypted?", "encrypted"


@pytest.fixture
def friends(running: Stack, platform: Platform) -> Iterator[list[Friend]]:
    yield [new_friend(platform, f"{running.bots[0].service.address}{WEBHOOK}", "en") for _ in range(FRIENDS)]
    assert platform.refused == []


def test_an_event_that_both_bots_get_is_answered_once(
    running: Stack, platform: Platform, friends: list[Friend]
) -> None:
    for friend in friends:
        event = friend.text(QUESTION)
        for bot in running.bots:  # LINE delivers again what it takes for lost
            assert friend.deliver(event, address=f"{bot.service.address}{WEBHOOK}").status_code == 200
    eventually(lambda: all(platform.got[friend.id] for friend in friends), patience=60)
    last = friends[-1]
    assert last.deliver(last.text("thanks")).status_code == 200  # what comes after it has waited for everything before
    eventually(lambda: len(platform.got[last.id]) == 2, patience=60)
    for friend in friends:
        assert ANSWER_HOLDS in shown(platform.got[friend.id][0].messages)
        assert len(platform.got[friend.id]) == (2 if friend is last else 1)


def test_a_webhook_comes_through_nginx_with_its_signature(
    running: Stack, platform: Platform, friends: list[Friend]
) -> None:
    [friend, *_] = friends
    with httpx.Client(verify=running.nginx.trust, trust_env=False) as line:
        signed, headers = friend.signed(friend.text(QUESTION))
        assert line.post(f"{running.address}{WEBHOOK}", content=signed, headers=headers).status_code == 200
        assert line.post(f"{running.address}{WEBHOOK}", content=signed + b" ", headers=headers).status_code == 401
    eventually(lambda: len(platform.got[friend.id]) == 1, patience=60)
