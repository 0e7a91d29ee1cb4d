"""The pages in Chromium: axe-core finds nothing, charts are drawn, the policy refuses nothing, paper has pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from review.figures.pages import FIGURES
from tests.review.figures.conftest import Asked, judge

CHROMIUM = shutil.which("chromium")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
HOST = "http://127.0.0.1"
DAYS = "?since=2026-11-01&until=2026-11-30"
PAGES = {
    "figures": f"/figures/{DAYS}",
    "groups": f"/figures/unanswered/{DAYS}",
    "report": "/figures/report/?month=2026-11",
}
LOOKS: list[dict[str, Any]] = [
    {"locale": "ja", "color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"locale": "en", "color_scheme": "dark", "viewport": {"width": 320, "height": 700}},
]
PATIENCE = 60_000
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and does nothing while Django does something.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, reviewer: Client) -> Iterator[Opener]:
    """Opens pages that Django answers in this very process; what the browser complains of is an error in the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(address: str, **look: Any) -> Page:
        context = browser.new_context(**look)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(HOST)
            given = reviewer.get(path, headers={"accept-language": look.get("locale", "en")})
            if given.status_code >= 400:
                complaints.append(f"{given.status_code} {path}")
            route.fulfill(status=given.status_code, headers=dict(given.headers), body=given.getvalue())

        page.route("**/*", answer)
        page.goto(HOST + address)
        page.evaluate("for (const one of document.images) one.loading = 'eager'")
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def filled(asked: Asked, count: Callable[[], int]) -> None:
    for day in range(1, 25):
        judge(asked(f"2026-11-{day:02}T{day % 24:02}:00", "faq_penalties", helpful=day % 3 > 0), "right")
        asked(f"2026-11-{day:02}T12:00", "out_of_scope", language="pt", text="perdi o cartão", outcome="handed_off")
        asked(f"2026-11-{day:02}T13:00", "nlu_fallback", text="駐車場はありますか", channel="line")
    count()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['locale']}-{look['color_scheme']}")
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Opener, name: str, look: dict[str, Any]) -> None:
    page = opened(PAGES[name], **look)
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_where_there_is_nothing(opened: Opener, name: str) -> None:
    assert violations(opened(PAGES[name])) == []


@pytest.mark.usefixtures("filled")
def test_every_chart_is_drawn(opened: Opener) -> None:
    page = opened(PAGES["figures"])
    widths = page.evaluate("[...document.querySelectorAll('img.chart')].map(one => one.naturalWidth)")
    assert len(widths) == len(FIGURES)
    assert all(widths)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(29, 36, 43)")])
def test_a_chart_alone_has_its_style_and_the_system_s_colours(opened: Opener, scheme: str, paper: str) -> None:
    """In a tab of its own, its policy refuses every style but its own."""
    page = opened(f"/figures/chart/hours.svg{DAYS}", color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.querySelector('.graph > .background')).fill") == paper


@pytest.mark.usefixtures("filled")
def test_the_report_becomes_a_pdf_without_what_is_for_the_screen(opened: Opener) -> None:
    page = opened(PAGES["report"])
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    written = page.pdf(prefer_css_page_size=True, print_background=True)
    assert written.startswith(b"%PDF")
    assert 1 < written.count(b"/Type /Page\n") <= 8
