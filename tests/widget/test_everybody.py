"""By keyboard, by screen reader, in the dark, enlarged (WCAG 2.2 AA, JIS X 8341-3)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab

COUNT = """() => { window.added = []
  const log = document.querySelector('madoguchi-chat').shadowRoot.querySelector('.log')
  const note = node => node.nodeType === 1 && added.push(node.className.split(' ')[0] || node.localName)
  new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(note)))
    .observe(log, { childList: true, subtree: true }) }"""


def test_the_conversation_is_a_polite_log_and_tells_each_message_once(tab: Opener) -> None:
    one = tab("en").open()
    watch = one.devtools()
    log = next(node for node in watch.send("Accessibility.getFullAXTree")["nodes"] if role(node) == "log")
    properties = {one["name"]: one["value"].get("value") for one in log["properties"]}
    assert (properties["live"], properties["relevant"]) == ("polite", "additions")
    one.page.evaluate(COUNT)
    one.say("is it encrypted")
    one.dialog.get_by_role("combobox").select_option("한국어")
    one.locale = "ko"
    expect(one.box).to_be_visible()
    assert one.page.evaluate("window.added") == ["item", "item"]
    names = [role(node) for node in watch.send("Accessibility.getFullAXTree")["nodes"]]
    assert names.count("article") == 3


def role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value"))


ANNOUNCED = """() => { window.announced = []
  const seen = new Set()
  const put = Element.prototype.attachShadow
  const region = node => node.closest('[aria-live]')?.ariaLive
  const note = node => {
    if (node.nodeType !== 1 || !node.matches('.item') || seen.has(node)) return
    seen.add(node)
    announced.push(region(node)) }
  Element.prototype.attachShadow = function (options) {
    const root = put.call(this, options)
    new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node => {
      note(node); node.querySelectorAll?.('.item').forEach(note) }))).observe(root, { childList: true, subtree: true })
    return root } }"""


def test_what_a_reload_brings_back_is_not_announced_again(tab: Opener) -> None:
    one = tab("en", visit=False)
    one.page.add_init_script(f"({ANNOUNCED})()")
    one.visit().open().say("hello")
    assert one.page.evaluate("window.announced") == ["polite"] * 3
    one.page.reload()
    expect(one.messages).to_have_count(3)
    one.say("hello")
    assert one.page.evaluate("window.announced") == ["off"] * 3 + ["polite"] * 2


def test_a_long_conversation_comes_back_in_order_and_at_its_end(tab: Opener) -> None:
    one = tab("en").open()
    one.say("hello")
    texts = one.page.evaluate(LENGTHEN, 60)
    one.page.reload()
    expect(one.messages).to_have_count(len(texts))
    assert one.messages.locator("> p").all_text_contents() == texts
    expect(one.messages.last).to_be_in_viewport()
    assert one.focused() == "page", "a reload takes the focus nowhere"
    # who reads what is further up stays there while more is put above it
    one.log.evaluate("node => node.scrollTop = 0")
    expect(one.messages.first).to_be_in_viewport()
    expect(one.log.locator(".replies")).to_have_count(1)


LENGTHEN = """times => { const key = sessionStorage.key(0)
  const chat = document.querySelector('madoguchi-chat').conversation
  const [greeting, ...turn] = chat.items
  chat.items = [greeting, ...Array.from({ length: times }, (_, count) => turn.map(item => ({ ...item,
    ...(item.type === 'me' ? { text: `hello ${count}` } : { messages: [{ ...item.messages[0], text: `yes ${count}` }] })
  }))).flat()]
  chat.save()
  return chat.items.map(item => item.text ?? item.messages[0].text) }"""


def tab_to(page: Page, tab: Tab, wanted: str, backwards: bool = False) -> None:
    """Presses Tab until the focus is where a person wants it."""
    for _ in range(40):
        if wanted in tab.focused():
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"no way to {wanted} by Tab; at {tab.focused()}")


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_can_be_done_by_keyboard(tab: Opener, locale: str) -> None:
    one = tab(locale)
    keys = one.page.keyboard
    expect(one.launcher).to_be_visible()
    one.page.evaluate("document.querySelector('footer a:last-child').focus()")
    tab_to(one.page, one, "launcher")
    keys.press("Enter")
    expect(one.answers).to_have_count(1)
    assert one.focused() == "textarea"
    # a question, a topic, a person
    keys.type("OK")
    keys.press("Enter")
    expect(one.answers).to_have_count(2)
    tab_to(one.page, one, "tool", backwards=True)
    keys.press("Enter")
    expect(one.answers).to_have_count(3)
    assert one.focused() == "textarea"
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    expect(one.answers).to_have_count(4)
    # a quick reply
    tab_to(one.page, one, "textarea")
    for _ in range(3):
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(one.answers).to_have_count(5)
    # an opinion
    tab_to(one.page, one, "thumb", backwards=True)
    keys.press("Space")
    expect(one.page.get_by_role("status")).to_have_text(one.word("thanks"))
    # the menu, which Escape closes alone, and then the window
    tab_to(one.page, one, "textarea")
    one.dialog.get_by_role("button", name=one.word("menu"), exact=True).focus()
    keys.press("Enter")
    expect(one.button("copy_all")).to_be_visible()
    keys.press("Tab")
    keys.press("Escape")
    expect(one.button("copy_all")).to_be_hidden()
    assert (
        one.page.evaluate("document.querySelector('madoguchi-chat').shadowRoot.activeElement.ariaExpanded") == "false"
    )
    keys.press("Escape")
    expect(one.dialog).to_be_hidden()
    assert one.focused() == "launcher"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "size", [(320, 256), (320, 640), (640, 400), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_nothing_is_lost_at_four_times_the_size(tab: Opener, locale: str, size: tuple[int, int]) -> None:
    """1,280 by 1,024 pixels enlarged four times are 320 by 256 (WCAG 2.2, 1.4.10)."""
    one = tab(locale, viewport={"width": size[0], "height": size[1]}).open()
    one.button("person").click()
    expect(one.answers).to_have_count(2)
    for part in (one.dialog, one.log):
        assert part.evaluate("node => node.scrollWidth <= node.clientWidth")
    for control in one.dialog.locator("button:visible, a:visible, select, textarea").all():
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport()
        area = control.bounding_box()
        assert area is not None
        assert min(area["width"], area["height"]) >= 24, control.inner_text()
    assert clipped(one) == []


CLIPPED = """() => [...document.querySelector('madoguchi-chat').shadowRoot
  .querySelectorAll('button, h2, p, span, strong, small')]
  .filter(node => !node.matches('.unseen, .status') && node.offsetParent
    && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
  .map(node => node.textContent)"""


def clipped(tab: Tab) -> list[str]:
    """Words that do not fit into what holds them."""
    found: list[str] = tab.page.evaluate(CLIPPED)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_twice_the_text_size_loses_nothing(tab: Opener, locale: str) -> None:
    one = tab(locale)
    expect(one.launcher).to_be_visible()
    one.page.evaluate(
        "document.querySelector('madoguchi-chat').shadowRoot.adoptedStyleSheets[0].cssRules[0].style"
        ".setProperty('font-size', '32px', 'important')"
    )
    one.open()
    one.button("person").click()
    expect(one.answers).to_have_count(2)
    assert one.dialog.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert clipped(one) == []
    expect(one.box).to_be_in_viewport(ratio=1)


def test_nothing_moves_for_those_who_asked_for_that(tab: Opener) -> None:
    still, moving = tab("en"), tab("en", reduced_motion="no-preference")
    names = [
        one.open().page.locator(".typing i").first.evaluate("node => getComputedStyle(node).animationName")
        for one in (still, moving)
    ]
    assert names == ["none", "dot"]
