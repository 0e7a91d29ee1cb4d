"""On screens that are touched: what fills them, and what their keyboards cover."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Opener

KEYBOARD = """([left, panned]) => { const view = window.visualViewport
  for (const [name, value] of Object.entries({ height: left, offsetTop: panned }))
    Object.defineProperty(view, name, { configurable: true, get: () => value })
  view.dispatchEvent(new Event('resize'))
  view.dispatchEvent(new Event('scroll')) }"""
"""Headless Chromium has no keyboard of its own: its numbers and events are imitated, those of a browser that leaves the
page its size and lets the keyboard cover it, and pans the page below it."""
SCREENS = [
    ("a phone", 390, 800, 420, 0),
    ("a phone whose page is panned", 390, 800, 420, 180),
    ("a small phone held across", 667, 375, 150, 60),
    ("a tablet", 820, 1180, 700, 0),
    ("a tablet whose page is panned", 1180, 820, 400, 300),
]


@pytest.mark.parametrize(
    ("width", "height", "left", "panned"), [row[1:] for row in SCREENS], ids=[r[0] for r in SCREENS]
)
def test_the_keyboard_of_a_screen_covers_nothing(tab: Opener, width: int, height: int, left: int, panned: int) -> None:
    one = tab("ja", viewport={"width": width, "height": height}, has_touch=True, is_mobile=True).open()
    one.say("OK")
    before = one.dialog.bounding_box()
    one.box.focus()
    one.page.evaluate(KEYBOARD, [left, panned])
    for part in (one.box, one.page.locator(".send")):
        box = part.bounding_box()
        assert box is not None
        assert panned <= box["y"] <= box["y"] + box["height"] <= panned + left
    if left > 18 * 16:
        last = one.answers.last.locator("footer").bounding_box()
        assert last is not None
        assert panned <= last["y"] <= panned + left, "the end of the conversation stays in sight"
    one.page.evaluate(KEYBOARD, [height, 0])
    assert one.dialog.bounding_box() == before


def test_on_a_phone_the_window_fills_the_screen_and_keeps_the_focus(tab: Opener) -> None:
    one = tab("ja", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True).open()
    box = one.dialog.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert one.focused() == "title", "the screen's keyboard would hide the greeting"
    for _ in range(30):
        one.page.keyboard.press("Tab")
        assert one.focused() != "page" or one.page.evaluate("document.activeElement === document.body")
    one.page.set_viewport_size({"width": 390, "height": 420})
    expect(one.box).to_be_in_viewport(ratio=1)
    one.button("minimise").click()
    assert one.focused() == "launcher"


def test_two_fingers_that_enlarge_the_page_leave_the_window_its_size(tab: Opener) -> None:
    one = tab("ja", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True).open()
    one.devtools().send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    one.page.wait_for_function("visualViewport.scale > 1.9")
    assert one.dialog.evaluate("node => [node.offsetTop, node.offsetWidth, node.offsetHeight]") == [0, 390, 800]
