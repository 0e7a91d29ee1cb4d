"""axe-core finds nothing: in every state, language and colour mode, on a desktop and at 320 pixels."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab
from tests.widget.test_talking import QUESTIONS

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
SIZES = {"desktop": {"width": 1280, "height": 800}, "narrow": {"width": 320, "height": 700}}


def violations(tab: Tab) -> list[str]:
    found = Axe().run(tab.page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(tab: Opener, locale: str, mode: str, size: str) -> None:
    one = tab(locale, viewport=SIZES[size], **MODES[mode])
    expect(one.launcher).to_be_visible()
    assert violations(one) == [], "closed"
    one.open()
    assert violations(one) == [], "greeting"
    one.say(QUESTIONS[locale])
    one.button("person").click()
    expect(one.answers).to_have_count(3)
    one.answers.last.locator(".thumb").last.click()
    one.button("topics").click()
    assert violations(one) == [], "an answer, telephones, a reason, the topics"
    one.button("menu").click()
    assert violations(one) == [], "the menu"
    one.page.keyboard.press("Escape")
    one.say("123456789018", answered=False)
    one.page.context.set_offline(True)
    expect(one.page.locator(".notice")).to_be_visible()
    assert violations(one) == [], "a number that is not sent, and no network"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_a_source_and_a_failure(tab: Opener, locale: str, mode: str) -> None:
    one = tab(locale, viewport=SIZES["narrow"], **MODES[mode]).open()
    one.page.route("**/messages", lambda route: route.fulfill(status=422, json={}), times=1)
    one.say(QUESTIONS[locale], answered=False)
    expect(one.log.locator(".state").last).to_have_text(one.word("failed"))
    one.button("topics").click()
    one.page.locator(".compose .list button").first.click()
    expect(one.answers).to_have_count(2)
    one.log.locator(".replies button").first.click()
    expect(one.answers).to_have_count(3)
    one.answers.last.locator(".chip").click()
    expect(one.answers.last.locator("blockquote").first).to_be_visible()
    assert violations(one) == []
