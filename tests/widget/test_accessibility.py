"""axe-core finds nothing: in every state, language and colour mode, on a desktop and at 320 pixels."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab
from tests.widget.test_talking import QUESTIONS

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
MODES: dict[str, Any] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
SIZES: dict[str, Any] = {"desktop": {"width": 1280, "height": 800}, "narrow": {"width": 320, "height": 700}}


def violations(tab: Tab, state: str) -> list[str]:
    """What axe finds in a state of the widget, in each size and colour mode, one line each."""
    found = []
    for size, mode in product(SIZES, MODES):
        tab.page.set_viewport_size(SIZES[size])
        tab.page.emulate_media(**MODES[mode])
        if not tab.page.evaluate("'axe' in window"):
            tab.page.evaluate(AXE_SCRIPT)
        for one in tab.page.evaluate("rules => axe.run(rules)", RULES)["violations"]:
            found += [f"{state}, {size}, {mode}: {one['id']} {node['target']}" for node in one["nodes"]]
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(tab: Opener, locale: str) -> None:
    one = tab(locale)
    expect(one.launcher).to_be_visible()
    found = violations(one, "closed")
    one.open()
    found += violations(one, "greeting")
    one.say(QUESTIONS[locale])
    one.button("person").click()
    expect(one.answers).to_have_count(3)
    one.answers.last.locator(".thumb").last.click()
    one.button("topics").click()
    found += violations(one, "an answer, telephones, a reason, the topics")
    one.button("menu").click()
    found += violations(one, "the menu")
    one.page.keyboard.press("Escape")
    one.say("123456789018", answered=False)
    one.page.context.set_offline(True)
    expect(one.page.locator(".notice")).to_be_visible()
    assert found + violations(one, "a number that is not sent, and no network") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_a_source_and_a_failure(tab: Opener, locale: str) -> None:
    one = tab(locale).open()
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
    assert violations(one, "a source and a failure") == []


FAULTS = [
    ("button-name", "root.querySelector('.send').removeAttribute('aria-label')"),
    ("color-contrast", "root.querySelector('.item p').style.color = '#999'"),
]


@pytest.mark.parametrize(("rule", "fault"), FAULTS)
def test_axe_sees_into_the_widget(tab: Opener, rule: str, fault: str) -> None:
    one = tab("en").open()
    one.page.evaluate(f"() => {{ const root = document.querySelector('madoguchi-chat').shadowRoot; {fault} }}")
    assert any(f": {rule} " in found for found in violations(one, "with a fault"))
