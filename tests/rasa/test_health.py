"""A bot is ready when everything that it needs answers in time, and says what does not."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest

from madoguchi.locks import LocksUnavailable
from madoguchi.rasa.channels import health
from madoguchi.store.database import Unavailable


class Part:
    """A store or a lock store: well, down, or hanging."""

    def __init__(self, ails: Exception | None = None, hangs: bool = False) -> None:
        self._ails = ails
        self._hangs = hangs

    async def ping(self) -> None:
        if self._hangs:
            await asyncio.sleep(3600)
        if self._ails:
            raise self._ails


async def ready(monkeypatch: pytest.MonkeyPatch, store: Part, locks: Part, actions: bool = True) -> tuple[int, Any]:
    async def acts(agent: object) -> bool:
        return actions

    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(health, "_actions", acts)
    agent = SimpleNamespace(is_ready=lambda: True, tracker_store=store, lock_store=locks)
    request: Any = SimpleNamespace(app=SimpleNamespace(ctx=SimpleNamespace(agent=agent)))
    response = await health.ready(request)
    assert response.body
    return response.status, json.loads(response.body)


WELL = Part()
CASES = {
    "all well": (WELL, WELL, True, set()),
    "the database is down": (Part(Unavailable("")), WELL, True, {"store"}),
    "the database hangs": (Part(hangs=True), WELL, True, {"store"}),
    "Redis is down": (WELL, Part(LocksUnavailable("")), True, {"locks"}),
    "the action server is down": (WELL, WELL, False, {"actions"}),
    "something else is wrong": (Part(TypeError()), Part(hangs=True), True, {"store", "locks"}),
}


@pytest.mark.parametrize(("store", "locks", "actions", "missing"), CASES.values(), ids=CASES.keys())
async def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, store: Part, locks: Part, actions: bool, missing: set[str]
) -> None:
    status, said = await ready(monkeypatch, store, locks, actions)
    assert status == (503 if missing else 200)
    assert {part for part, is_well in said.items() if is_well is False} == missing


async def test_without_a_model_nothing_is_ready() -> None:
    request: Any = SimpleNamespace(app=SimpleNamespace(ctx=SimpleNamespace(agent=None)))
    response = await health.ready(request)
    assert response.status == 503
