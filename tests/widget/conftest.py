"""One bot, one Chromium, and residents who use the widget in it. Nothing is faked but the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from benchmarks.chromium import CHROMIUM, MISSING, chromium
from madoguchi.content import Content
from madoguchi.serving.service import Service, running
from tests.conftest import ROOT

ALLOWED = "https://www.ward.example"
"""The website that may use the bot beside its own."""
PATIENCE = 30_000
"""Milliseconds for what a busy machine does slowly."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service.apart(ROOT, tmp_path_factory.mktemp("bot"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MADOGUCHI_ALLOWED_ORIGINS", f"{ALLOWED}, https://other.example")
        with running(service):
            yield service


@pytest.fixture(scope="module")
def http(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a module: Playwright keeps an event loop running, in which no asynchronous test of others can start."""
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with chromium() as browser:
        yield browser


class Tab:
    """One tab with the demo page, and the widget as a resident knows it: by its names and its keys."""

    def __init__(self, context: BrowserContext, address: str, content: Content, locale: str) -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.address = address
        self.content = content
        self.locale = locale

    def word(self, key: str) -> str:
        return str(getattr(self.content.interfaces[self.locale].widget, key))

    def visit(self, path: str | None = None) -> Tab:
        self.page.goto(self.address + (path or f"/?lang={self.locale}"))
        return self

    def open(self) -> Tab:
        self.launcher.click()
        expect(self.messages.first).to_be_visible()
        return self

    @property
    def launcher(self) -> Locator:
        return self.page.locator(".launcher")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def messages(self) -> Locator:
        return self.log.locator(".item")

    @property
    def mine(self) -> Locator:
        return self.log.locator(".me > p")

    @property
    def answers(self) -> Locator:
        return self.log.locator(".bot")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.word("input"))

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.word(key), exact=True)

    def say(self, text: str, *, answered: bool = True) -> Locator:
        """Types and sends; returns the answer's article once it is there."""
        before = self.answers.count()
        self.box.fill(text)
        self.box.press("Enter")
        if answered:
            expect(self.answers).to_have_count(before + 1)
        return self.answers.last

    def focused(self) -> str:
        """The class, id or tag of the element in the widget that has the focus; `page` outside of it."""
        return str(
            self.page.evaluate(
                "() => { const own = document.querySelector('madoguchi-chat')?.shadowRoot?.activeElement;"
                "return own ? own.className || own.id || own.localName : 'page'; }"
            )
        )

    def devtools(self) -> CDPSession:
        return self.page.context.new_cdp_session(self.page)


Opener = Callable[..., Tab]


@pytest.fixture
def tab(browser: Browser, service: Service, content: Content) -> Iterator[Opener]:
    """Opens tabs, each of a browser of its own; what a test leaves behind in one is an error in it."""
    opened: list[Tab] = []
    contexts: list[BrowserContext] = []

    def opener(locale: str = "en", *, visit: bool = True, address: str | None = None, **settings: Any) -> Tab:
        context = browser.new_context(**{"locale": locale, "reduced_motion": "reduce"} | settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tab = Tab(context, address or service.address, content, locale)
        opened.append(tab)
        return tab.visit() if visit else tab

    yield opener
    errors = [error for one in opened for error in one.errors]
    for context in contexts:
        context.close()
    assert errors == []


def sends(page: Page) -> list[dict[str, Any]]:
    """Collects what is posted to the bot as messages, from now on."""
    sent: list[dict[str, Any]] = []
    page.on("request", lambda one: sent.append(one.post_data_json) if one.url.endswith("/messages") else None)
    return sent


def until(true: Callable[[], bool], what: str, page: Page) -> None:
    """Waits for what no locator can see, while the page goes on."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < deadline, what
        page.wait_for_timeout(50)
