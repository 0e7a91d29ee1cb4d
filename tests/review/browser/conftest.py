"""The whole of it in a project of its own: bot, action server, review app and reading, and a clerk's Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from madoguchi.serving.environment import environment
from madoguchi.serving.ports import free_ports
from madoguchi.serving.service import Service, run_review, running
from review.learning.staging import staged
from tests.conftest import ROOT
from tests.website.conftest import Resident

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 30_000
"""Milliseconds for what a busy machine does slowly."""
NAME, PASSWORD = "tanaka", "nagai aikotoba desu"
PORTUGUESE = "Posso telefonar no sábado?"


@dataclass(frozen=True)
class World:
    """Where everything is."""

    service: Service
    project: Path

    def run(self, *module: str, said: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", *module],
            cwd=self.project,
            env=environment(self.project),
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(autouse=True)
def database() -> None:
    """In place of that of the other tests: the app here runs in processes of its own."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    folder = tmp_path_factory.mktemp("review")
    with pytest.MonkeyPatch.context() as patch, staged(ROOT, {}) as project:
        patch.setenv("MADOGUCHI_REVIEW_DATABASE", str(folder / "review.db"))
        patch.setenv("MADOGUCHI_REVIEW_SECRET", "only for tests")
        service = replace(Service.apart(project, folder), review_port=free_ports(1)[0])
        with running(service) as supervisor:
            run_review(service, supervisor)
            world = World(service, project)
            _talk(service)
            world.run("madoguchi", "review", "create-admin", NAME, said=PASSWORD)
            yield world


def _talk(service: Service) -> None:
    """What residents said, over the website channel."""
    with httpx.Client(base_url=f"{service.address}/webhooks/website", timeout=60, trust_env=False) as http:
        one = Resident(http, "pt")
        message = str(uuid4())
        one.send(id=message, text=PORTUGUESE)
        opinion = {"id": str(uuid4()), "message": message, "helpful": False, "reason": "Não entendi"}
        http.post("/feedback", json=opinion, headers=one.headers).raise_for_status()
        for language, texts in TALKS.items():
            other = Resident(http, language)
            for text in texts:
                other.say(text)


TALKS = {
    "ja": ["マイナンバーとは何ですか", "役に立たない", "私の番号は123456789018です"],
    "ko": ["콜센터 전화번호가 뭐예요?"],
    "zh-Hant": ["電話費用是多少?"],
    "en": ["asdf qwerty", "talk to a person"],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, world: World, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the review app; what goes wrong in it, a broken policy included, is an error of the test."""
    settings = {"locale": "ja", "reduced_motion": "reduce"} | getattr(request, "param", {})
    context = browser.new_context(base_url=world.service.review, viewport={"width": 1280, "height": 900}, **settings)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda one: wrong.append(one.url) if not _is_ours(one.url, world) else None)
    yield page
    context.close()
    assert wrong == []


def _is_ours(address: str, world: World) -> bool:
    return address.startswith((world.service.review, "data:"))


def log_in(page: Page) -> None:
    """By keyboard: the field for the name has the focus."""
    page.goto("/")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/")


def until_read(page: Page, words: str) -> None:
    """Until what was said is found, and back to the queue; there it may have been dealt with already."""
    for _ in range(60):
        page.goto("/conversations/")
        if page.get_by_text(words).count():
            page.goto("/queue/")
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{words!r} was not taken over")
