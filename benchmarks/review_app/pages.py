"""How long the pages take, from the request to the whole answer."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.test import Client

from benchmarks.review_app.clock import Moment
from review.conversations.models import Conversation
from review.site.roles import Role


@dataclass(frozen=True)
class Timing:
    """Milliseconds, of the clock and of the processor; and what the slowest asked for."""

    name: str
    median: float
    p95: float
    processor_median: float
    processor_p95: float
    slowest: str

    def __str__(self) -> str:
        clock = f"median {self.median:6.1f} ms, p95 {self.p95:6.1f} ms"
        processor = f"on the processor {self.processor_median:6.1f} and {self.processor_p95:6.1f} ms"
        return f"{self.name:27} {clock}; {processor}; slowest {self.slowest}"


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


def timings(times: int) -> Iterator[Timing]:
    reader = client()
    chance = random.Random(7)
    some = chance.choices(list(Conversation.objects.values_list("pk", flat=True)), k=times)
    every = [f"/conversations/{pk}/?in=queue" for pk in some]
    kinds = {
        "queue": ["/queue/", *(f"/queue/?after={pk}" for pk in some)],
        "filter": [f"/conversations/?{one}" for one in FILTERS] * (1 + times // len(FILTERS)),
        "search": [f"/conversations/?q={one}" for one in SEARCHES] * (1 + times // len(SEARCHES)),
        "search and filter": [f"/conversations/?q={one}&{other}" for one in SEARCHES for other in FILTERS],
        "conversation": every,
        "conversation in a search": [one.replace("in=queue", "in=search&language=ja&q=番号") for one in every],
    }
    reader.get("/queue/")  # loads the templates and the content
    for name, addresses in kinds.items():
        yield timing(reader, name, addresses)


def timing(reader: Client, name: str, addresses: list[str], before: Callable[[], object] = lambda: None) -> Timing:
    """Before each request something may be done that is not timed."""
    taken: list[tuple[float, float, str]] = []
    for address in addresses:
        before()
        start = Moment.now()
        answer = reader.get(address)
        took = Moment.now().since(start)
        taken.append((took.wall, took.processor, address))
        assert answer.status_code == 200, address
    wall, processor = ([one[index] for one in taken] for index in (0, 1))
    return Timing(
        name, statistics.median(wall), _p95(wall), statistics.median(processor), _p95(processor), max(taken)[2]
    )


def _p95(milliseconds: list[float]) -> float:
    """Of few, the greatest."""
    return sorted(milliseconds)[math.ceil(len(milliseconds) * 0.95) - 1]


def client() -> Client:
    user, _new = User.objects.get_or_create(username="bench")
    user.groups.add(Group.objects.get(name=Role.REVIEWER.group))
    reader = Client(headers={"host": "127.0.0.1"})
    reader.force_login(user)
    return reader
