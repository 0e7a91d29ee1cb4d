"""The widget on a page of another website, whose policy allows the bot's address and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from madoguchi.content import Content
from tests.conftest import LOCALES
from tests.widget.conftest import ALLOWED, Opener, Tab

FOREIGN = "https://elsewhere.example"
PAGE = """<!doctype html><html lang="fr"><head><title>Ville</title>
<script type="module" src="{bot}/webhooks/website/widget/madoguchi.js"></script></head>
<body><madoguchi-chat server="{bot}/" language="{locale}"></madoguchi-chat></body></html>"""
POLICY = "default-src 'none'; script-src {bot}; connect-src {bot}; require-trusted-types-for 'script'"


def page_of(tab: Tab, website: str) -> None:
    """Opens a page of the website, which is served by nobody but the test."""
    policy = {"Content-Security-Policy": POLICY.format(bot=tab.address)}
    body = PAGE.format(bot=tab.address, locale=tab.locale)
    tab.page.route(f"{website}/", lambda route: route.fulfill(body=body, headers=policy, content_type="text/html"))
    tab.page.goto(f"{website}/")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_listed_website_needs_one_line_and_the_bots_address(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale, visit=False)
    page_of(one, ALLOWED)
    expect(one.launcher).to_have_text(one.word("open"))
    one.open()
    expect(one.answers.first.locator("> p")).to_have_text(content.interfaces[locale].greeting.strip())
    one.button("person").click()
    expect(one.answers).to_have_count(2)


def test_another_website_gets_nothing(tab: Opener) -> None:
    one = tab("en", visit=False)
    with one.page.expect_event("requestfailed", lambda request: request.url.endswith("madoguchi.js")):
        page_of(one, FOREIGN)
    assert one.launcher.count() == 0
