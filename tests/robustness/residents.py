"""Residents who talk to two bots, and send a message again until it is answered."""

from __future__ import annotations

import random
import ssl
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import httpx

from madoguchi.privacy import harmless_id

PATIENCE = 300.0
"""Seconds after which a resident gives a message up; both bots may be starting."""
HURRY = 20.0
"""Seconds after which a resident takes a message for lost, and sends it again."""
PAUSE = 0.2
"""Seconds before a message is sent again."""
LONGEST_THOUGHT = 2.0
"""Seconds from an answer to the next question."""
MESSAGES = 15
"""A resident's; then another one comes. One alone would soon have reached the limit of messages in a minute."""
LATER = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
ASKED = (
    "電話番号は何番ですか",
    "Is it free to call?",
    "tell me more",
    "¿Para qué sirve My Number?",
    "quero falar com uma pessoa",  # goes through the action server
    "통신은 암호화되나요?",
    "谢谢",
    "はい",
    *("最初は579です", "然后135", "5791"),  # pieces of a number, which change what is kept of the messages before
)


@dataclass
class Transcript:
    """What one resident has seen: the answers by the message's id, in the order in which they came."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    twice: int = 0
    unlike: list[str] = field(default_factory=list)
    """Messages of which the same id had two answers."""
    refused: list[str] = field(default_factory=list)
    """What the channel said in place of an answer, other than `later`."""
    given_up: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Requests that had no answer, or `later`, each told in a few words."""


class Resident:
    """One conversation, over whichever bot answers."""

    def __init__(
        self,
        addresses: list[str],
        chance: random.Random,
        trust: ssl.SSLContext | None = None,
        hurry: float = HURRY,
    ) -> None:
        self.transcript = Transcript()
        self._chance = chance
        self._clients = [
            httpx.Client(base_url=f"{one}/webhooks/website", timeout=hurry, trust_env=False, verify=trust or True)
            for one in addresses
        ]
        self._token = ""

    def close(self) -> None:
        for client in self._clients:
            client.close()

    def talk(self, ended: threading.Event) -> None:
        opened = self._insist("/session", {})
        if opened is None:
            return
        self._token = opened["token"]
        for _ in range(MESSAGES):
            if ended.wait(self._chance.uniform(0, LONGEST_THOUGHT)):
                return
            self._say(self._chance.choice(ASKED))

    def _say(self, text: str) -> None:
        body = {"id": harmless_id(uuid4()), "text": text}
        self.transcript.sent.add(body["id"])
        rival = threading.Thread(target=self._post_quietly, args=[body], daemon=True)
        if self._chance.random() < 0.1:  # a second delivery of the same message, at the same time
            rival.start()
        answer = self._insist("/messages", body)
        if rival.ident:
            rival.join()
        if answer is None:
            self.transcript.given_up.append(body["id"])
            return
        self.transcript.answers[body["id"]] = _texts(answer)
        if self._chance.random() < 0.2:
            self._ask_again(body)

    def _ask_again(self, body: dict[str, Any]) -> None:
        again = self._insist("/messages", body)
        self.transcript.twice += 1
        if again is None or _texts(again) != self.transcript.answers[body["id"]]:
            self.transcript.unlike.append(body["id"])

    def _insist(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """The answer, of whichever bot has one first; None if none has in all that time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            response = self._post(path, body)
            if response is not None and response.is_success:
                answer: dict[str, Any] = response.json()
                return answer
            if response is not None and response.status_code not in LATER:
                self.transcript.refused.append(f"{response.status_code} {response.text}")
                return None
            time.sleep(PAUSE)
        return None

    def _post(self, path: str, body: dict[str, Any]) -> httpx.Response | None:
        client = self._chance.choice(self._clients)
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            response = client.post(path, json=body, headers=headers)
        except (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError) as error:
            self.transcript.failed.append(f"{path}: {type(error).__name__}")
            return None
        if response.status_code in LATER:
            self.transcript.failed.append(f"{path}: {response.status_code}")
        return response

    def _post_quietly(self, body: dict[str, Any]) -> None:
        self._post("/messages", body)


def _texts(answer: dict[str, Any]) -> list[str]:
    return [message["text"] for message in answer["messages"]]


class Crowd:
    """Some residents at a time, each followed by another, until it is told to end. `trust` is for HTTPS."""

    def __init__(
        self,
        addresses: list[str],
        size: int,
        seed: int,
        trust: ssl.SSLContext | None = None,
        hurry: float = HURRY,
    ) -> None:
        self._addresses = addresses
        self._trust = trust
        self._hurry = hurry
        self._ended = threading.Event()
        self._size = size
        self._seed = seed
        self._threads = ThreadPoolExecutor(size)
        self._places: list[Future[None]] = []
        self.transcripts: list[Transcript] = []

    @property
    def answered(self) -> int:
        """Messages that had an answer by now."""
        return sum(len(one.answers) for one in list(self.transcripts))

    def __enter__(self) -> Crowd:
        self._places = [self._threads.submit(self._come_and_go, number) for number in range(self._size)]
        return self

    def __exit__(self, *error: object) -> None:
        """Whoever waits for an answer gets it first. Raises what a resident stumbled over."""
        self._ended.set()
        self._threads.shutdown()
        for place in self._places:
            place.result()

    def _come_and_go(self, number: int) -> None:
        chance = random.Random(f"{self._seed} {number}")
        while not self._ended.is_set():
            resident = Resident(self._addresses, chance, self._trust, self._hurry)
            self.transcripts.append(resident.transcript)
            resident.talk(self._ended)
            resident.close()
