"""A conversation with each kind of bot, from the side of the client."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol
from uuid import uuid4

import aiohttp

from madoguchi.privacy import harmless_id

PATIENCE = aiohttp.ClientTimeout(total=120)
"""Seconds for an answer; the stock bot takes ten with 200 conversations at once."""


class Refused(Exception):
    """No answer, or one that is not to the message. Says what came in its place."""


class Answer(NamedTuple):
    """The message's id, and a checksum of what was answered: that is enough to tell whether it was kept so."""

    id: str
    checksum: int


FAILURES = (aiohttp.ClientError, asyncio.TimeoutError, Refused)
"""What a message may come to instead of an answer."""


class Conversation(Protocol):
    async def open(self, language: str) -> None: ...

    async def ask(self, text: str) -> Answer:
        """Raises one of FAILURES."""


class Website:
    """Ours: a session, then a message with an id to whichever bot is next, as a proxy would share them out."""

    def __init__(self, client: aiohttp.ClientSession, addresses: Iterator[str]) -> None:
        self._client = client
        self._addresses = addresses
        self._headers: dict[str, str] = {}

    async def open(self, language: str) -> None:
        session = await self._post("session", {"language": language})
        self._headers = {"Authorization": f"Bearer {session['token']}"}

    async def ask(self, text: str) -> Answer:
        message = harmless_id(uuid4())
        answer = await self._post("messages", {"id": message, "text": text})
        return _answer(message, answer["messages"])

    async def _post(self, path: str, body: dict[str, str]) -> Any:
        url = f"{next(self._addresses)}/webhooks/website/{path}"
        return await post(self._client, url, body, self._headers)


class Rest:
    """Rasa's own: a name for the conversation that the client makes up."""

    def __init__(self, client: aiohttp.ClientSession, addresses: Iterator[str]) -> None:
        self._client = client
        self._address = next(addresses)
        self._sender = uuid4().hex

    async def open(self, language: str) -> None:
        """There is nothing to open."""

    async def ask(self, text: str) -> Answer:
        url = f"{self._address}/webhooks/rest/webhook"
        said = await post(self._client, url, {"sender": self._sender, "message": text})
        if any(one["recipient_id"] != self._sender for one in said):
            raise Refused("an answer to somebody else")
        return _answer(str(uuid4()), said)

    async def lengthen(self, messages: int) -> None:
        """Adds turns like the latest ones, as many as these messages would have made: each would take half a second."""
        url = f"{self._address}/conversations/{self._sender}/tracker"
        async with self._client.get(url) as response:
            events = (await response.json())["events"]
        starts = [place for place, event in enumerate(events) if event["event"] == "user"]
        again = min(messages, len(starts) // 2)
        # Without their time, so that they come after all that is there.
        like = [{key: one[key] for key in one.keys() - {"timestamp"}} for one in events[starts[-again] :]]
        await post(self._client, f"{url}/events", like)
        if messages > again:
            await self.lengthen(messages - again)


DIALECTS: dict[str, Any] = {"website": Website, "rest": Rest}


async def post(client: aiohttp.ClientSession, url: str, body: Any, headers: dict[str, str] | None = None) -> Any:
    async with client.post(url, json=body, headers=headers) as response:
        if response.status != HTTPStatus.OK:
            raise Refused(f"status {response.status}")
        return await response.json()


def checksum(texts: Iterable[str]) -> int:
    return zlib.crc32("\n".join(texts).encode())


def _answer(message: str, said: list[dict[str, Any]]) -> Answer:
    """Raises Refused for an answer that says nothing."""
    texts = [one["text"] for one in said]
    if not any(texts):
        raise Refused("an empty answer")
    return Answer(message, checksum(texts))


def client() -> aiohttp.ClientSession:
    """Each conversation has a connection of its own."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=PATIENCE)
