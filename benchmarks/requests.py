"""`make bench-requests`: malformed requests by the hundred thousand against a bot of its own, and what became of it."""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx

from madoguchi.serving.readiness import missing
from madoguchi.serving.service import Service, running

ROOT = Path(__file__).parents[1]
PREFIX = "/webhooks/website"
CONNECTIONS = 4
LONGEST = 8000
"""Characters of what is made at random."""
AGAIN = 200
"""Requests after which a thread opens a new conversation, so that not all it gets is 429."""
ODD_HEADERS = ["Content-Type", "Authorization", "Accept", "Cookie", "X-Forwarded-For", "Range"]
METHODS = ["POST"] * 12 + ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"]
PATHS = ["/messages"] * 10 + ["/session"] * 3 + ["/health", "/ready", "", "/", "/messages/", "/x", "/../rest/webhook"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="requests (100,000)")
    parser.add_argument("--minutes", type=float, default=15, help="the longest it may take (15)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = Service.apart(ROOT, Path(folder))
        with running(service) as supervisor:
            tallies = _bombard(service, given.count, time.monotonic() + given.minutes * 60)
            supervisor.wait_until(partial(missing, service.port))  # raises Died where it has ended
    _report(sum(tallies, Counter()))


def _report(tally: Counter[str]) -> None:
    print("| answer | times |\n|---|---:|")
    for name, times in sorted(tally.items()):
        print(f"| {name} | {times:,} |")
    print(f"\n{sum(tally.values()):,} requests, and no server ended: at the end the bot is ready.")


def _bombard(service: Service, requests: int, deadline: float) -> list[Counter[str]]:
    tallies = [Counter[str]() for _ in range(CONNECTIONS)]
    threads = [
        threading.Thread(target=_send, args=(service, requests // CONNECTIONS, seed, tally, deadline))
        for seed, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tallies


def _send(service: Service, requests: int, seed: int, tally: Counter[str], deadline: float) -> None:
    with httpx.Client(base_url=f"{service.address}{PREFIX}", trust_env=False, timeout=60) as client:
        token = ""
        made = bad_requests(seed, service.address, lambda: token)
        for index in range(requests):
            if time.monotonic() > deadline:
                return
            if index % AGAIN == 0:
                token = client.post("/session").json().get("token", token)
            tally[_sent(client, next(made))] += 1


def _sent(client: httpx.Client, request: httpx.Request) -> str:
    try:
        answer = client.send(request)
    except httpx.HTTPError as error:
        return f"no answer: {type(error).__name__}"
    return str(answer.status_code) if is_answered(answer) else f"{answer.status_code}, which says nothing or is a 500"


def is_answered(answer: httpx.Response) -> bool:
    """Whether it has what an answer must have: no 500, something in a 200, a problem document where there is one."""
    if answer.request.method == "HEAD":
        return answer.status_code != 500
    if answer.is_success:
        return answer.status_code == 204 or len(answer.content) > len("[]")
    is_problem = answer.headers.get("Content-Type") == "application/problem+json"
    return answer.status_code != 500 and is_problem and answer.json()["status"] == answer.status_code


def bad_requests(seed: int, address: str, token: Callable[[], str]) -> Iterator[httpx.Request]:
    """Requests without end to the bot at this address, of which hardly one is what the channel wants."""
    random = Random(seed)
    while True:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token()}"}
        headers |= {name: _ascii(random) for name in random.sample(ODD_HEADERS, random.choice([0, 0, 0, 1, 2]))}
        url = address + PREFIX + random.choice(PATHS)
        yield httpx.Request(random.choice(METHODS), url, headers=headers, content=_body(random))


def _body(random: Random) -> bytes:
    whole = json.dumps(_value(random), ensure_ascii=random.random() < 0.5).encode("utf8", "surrogatepass")
    spoilt = random.random()
    if spoilt < 0.2:
        return whole[: random.randrange(len(whole) + 1)]
    if spoilt < 0.3:
        return random.randbytes(random.randrange(200))
    if spoilt < 0.32:
        return random.choice([b"[" * 5000, b'{"a":' * 2000, b'"' + b"a" * 200_000 + b'"', b"\x00", b"NaN", b"1e999"])
    return whole


def _value(random: Random) -> Any:
    message = {"id": str(UUID(int=random.getrandbits(128))), "text": _text(random)}
    for key in random.sample(["id", "text", "button", "language", "sender", "metadata", _text(random)[:20]], 2):
        message[key] = _part(random, 3)
    if random.random() < 0.3:
        message.pop(random.choice(list(message)), None)
    return message if random.random() < 0.9 else _part(random, 6)


def _part(random: Random, levels: int) -> Any:
    if levels and random.random() < 0.2:
        return [_part(random, levels - 1) for _ in range(random.randrange(5))]
    if levels and random.random() < 0.2:
        return {_text(random)[:30]: _part(random, levels - 1) for _ in range(random.randrange(5))}
    return random.choice([None, True, 0, -1, 1.5, 10**400, 1e308, "", "\0", "\ud800", "/restart", _text(random)])


def _text(random: Random) -> str:
    made = [
        lambda: "".join(chr(random.choice([random.randrange(0x20), random.randrange(0x3000)])) for _ in range(20)),
        lambda: chr(random.randrange(0xD800, 0xE000)) * random.randrange(1, 5),
        lambda: random.choice("a1/あ\u202e\0") * random.choice([1, 1999, 2001, LONGEST]),
        lambda: random.choice(["/greet", "/session_start", '/greet{"a": 1}', "⟦my_number⟧", "%s", "{0}", "' OR 1=1--"]),
    ]
    return random.choice(made)()


def _ascii(random: Random) -> str:
    return "".join(chr(random.randrange(0x20, 0x7F)) for _ in range(random.choice([0, 5, 50, 3000]))).strip()


if __name__ == "__main__":
    main()
