"""How long the pages take, from the request to the whole answer."""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.test import Client

from review.conversations.models import Conversation
from review.site.roles import Role


@dataclass(frozen=True)
class Timing:
    """Milliseconds, of the clock and of this process's processor; and what the slowest asked for.

    The database's own work is in the second only on SQLite.
    """

    name: str
    median: float
    p95: float
    processor_p95: float
    slowest: str


SEARCHES = [
    "マイナンバー",
    "番号",
    "電話",
    "税",
    "カード",
    "土曜日",
    "个人编号",
    "電話號碼",
    "번호",
    "전화",
    "horário",
    "phone",
]
FILTERS = [
    "language=pt",
    "channel=line",
    "outcome=fell_back",
    "confidence=0-50",
    "intent=hotline_hours",
    "intent=bot_challenge&language=es",
    "since=2026-06-01&until=2026-06-02",
    "state=waiting&language=ko",
    "state=done",
    "language=es&outcome=fell_back&channel=line",
]


def timings(times: int) -> list[Timing]:
    client = _client()
    chance = random.Random(7)
    last = Conversation.objects.order_by("-pk")[0].pk
    every = [f"/conversations/{chance.randrange(1, last)}/?in=queue" for _ in range(times)]
    kinds = {
        "queue": ["/queue/", *(f"/queue/?after={chance.randrange(1, last)}" for _ in range(times - 1))],
        "filter": [f"/conversations/?{one}" for one in FILTERS] * (1 + times // len(FILTERS)),
        "search": [f"/conversations/?q={one}" for one in SEARCHES] * (1 + times // len(SEARCHES)),
        "search and filter": [
            f"/conversations/?q={one}&{chance.choice(FILTERS)}" for one in SEARCHES for _ in range(1 + times // 12)
        ],
        "conversation": every,
        "conversation in a search": [one.replace("in=queue", "in=search&language=ja&q=番号") for one in every],
    }
    client.get("/queue/")  # loads the templates and the content
    return [_timing(client, name, addresses) for name, addresses in kinds.items()]


def _timing(client: Client, name: str, addresses: list[str]) -> Timing:
    taken: list[tuple[float, float, str]] = []
    for address in addresses:
        start, used = time.perf_counter(), time.thread_time()
        answer = client.get(address)
        taken.append(((time.perf_counter() - start) * 1000, (time.thread_time() - used) * 1000, address))
        assert answer.status_code == 200, address
    taken.sort()
    clock, processor = ([one[index] for one in taken] for index in (0, 1))
    return Timing(name, statistics.median(clock), _p95(clock), _p95(processor), taken[-1][2])


def _p95(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[int(len(milliseconds) * 0.95) - 1]


def _client() -> Client:
    user, _new = User.objects.get_or_create(username="bench")
    user.groups.add(Group.objects.get(name=Role.REVIEWER.group))
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client
