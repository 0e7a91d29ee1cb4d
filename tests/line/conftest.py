"""A platform, a bot that is connected to it, and people who write to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from madoguchi.line.menus import alias
from madoguchi.serving.service import Service
from tests.conftest import LOCALES
from tests.line import webhooks
from tests.line.bot import Bot
from tests.line.platform import Platform, Running

ROOT = Path(__file__).parents[2]
SECRET = "a channel secret of thirty-two chars"
TOKEN = "token"
PATIENCE = 30.0


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Running(Platform(TOKEN)) as platform:
        yield platform
    assert platform.refused == []


@pytest.fixture(scope="session")
def shared_platform() -> Iterator[Platform]:
    """The platform of the running bot; rich menus are set up on it."""
    with Running(Platform(TOKEN)) as platform:
        platform.menus.aliases = {alias(locale): f"richmenu-{locale}" for locale in LOCALES}
        yield platform


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, shared_platform: Platform) -> Service:
    settings = {
        "MADOGUCHI_LINE_SECRET": SECRET,
        "MADOGUCHI_LINE_TOKEN": TOKEN,
        "MADOGUCHI_LINE_API": shared_platform.address,
    }
    return replace(Service.apart(ROOT, tmp_path_factory.mktemp("bot")), line=settings)


@pytest.fixture(scope="session")
def running_bot(service: Service) -> Iterator[Bot]:
    """A bot with its trained model, its LINE channel on."""
    made = Bot(service)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def bot(service: Service, running_bot: Bot) -> str:
    """That bot's address."""
    return f"{service.address}/webhooks/line/webhook"


@dataclass
class Friend:
    """A user of LINE, or of a group in it, who talks to a bot at an address."""

    id: str
    platform: Platform
    address: str

    def deliver(self, *events: dict[str, Any], address: str | None = None) -> httpx.Response:
        body, headers = self.signed(*events)
        return httpx.post(address or self.address, content=body, headers=headers, timeout=20, trust_env=False)

    def signed(self, *events: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
        """A webhook's body and headers."""
        body = webhooks.body(list(events))
        return body, {"x-line-signature": webhooks.signature(SECRET, body), "Content-Type": "application/json"}

    def text(self, said: str, **more: Any) -> dict[str, Any]:
        return webhooks.text(self.id, self.platform.issue(self.id), said, **more)

    def message(self, kind: str, **more: Any) -> dict[str, Any]:
        return webhooks.message(kind, self.id, self.platform.issue(self.id), webhooks.SAID[kind], **more)

    def event(self, kind: str, **more: Any) -> dict[str, Any]:
        return webhooks.event(kind, self.id, self.platform.issue(self.id), **more)

    def tap(self, data: str) -> dict[str, Any]:
        return self.event("postback", postback={"data": data})

    def gets(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        """What the bot answers to these events, delivered at once."""
        before = len(self.platform.got[self.id])
        assert self.deliver(*events).status_code == 200
        eventually(lambda: len(self.platform.got[self.id]) > before)
        return [message for one in self.platform.got[self.id][before:] for message in one.messages]

    def says(self, text: str) -> list[dict[str, Any]]:
        return self.gets(self.text(text))


_numbers = iter(range(1, 10**9))


@pytest.fixture
def friend(shared_platform: Platform, bot: str) -> Iterator[Friend]:
    yield new_friend(shared_platform, bot)
    assert shared_platform.refused == []


def new_friend(platform: Platform, address: str, language: str | None = "ja") -> Friend:
    made = Friend(webhooks.user_id(next(_numbers)), platform, address)
    platform.rules.languages[made.id] = language
    return made


def eventually(holds: Any, patience: float = PATIENCE) -> None:
    """Returns once it holds; what waits for another process cannot know when that is."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it never held"
        time.sleep(0.02)


async def soon(holds: Any, patience: float = PATIENCE) -> None:
    """The same within an event loop."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it never held"
        await asyncio.sleep(0.01)


def shown(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message.get("text") or message.get("altText") or "" for message in messages)


def quick_replies(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item["action"] for item in messages[-1].get("quickReply", {}).get("items", [])]
