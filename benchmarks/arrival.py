"""How soon the widget is interactive after its script has arrived, seen from outside of it.

*Interactive* is when the window stands open after a press at the first moment at which there was a button to press,
with its words on it: all that a press needs has arrived by then, and is built. *Arrived* is when the browser has the
last byte of the script that the page names (`responseEnd`). Two pages are measured, each time in a new browser context:

- one at rest, which gets the script when it has long been laid out: what the widget alone takes;
- the demo page as it loads, which asks for the modules beside the script (`modulepreload`), since it knows their
  version; its own first layout falls into the same moment and is counted in.
"""

from __future__ import annotations

import os
import re
import statistics
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, Route

REST = 500
"""Milliseconds after which a page is at rest."""
ENOUGH = 1500
"""Milliseconds after which the window is open; nothing is asked of the page before, since that takes its time too."""
WATCH = """
window.shift = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value })
  .observe({ type: 'layout-shift', buffered: true })
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options)
  new MutationObserver(() => {
    const button = root.querySelector('.launcher')
    if (!window.there && button?.textContent) { window.there = performance.now(); button.click() }
    if (!window.opened && root.querySelector('dialog')?.open) window.opened = performance.now()
  }).observe(root, { childList: true, subtree: true, attributes: true })
  return root
}
"""
FILES = "performance.getEntriesByType('resource').filter(one => /widget.*(js|words.*json)$/.test(one.name))"
INSERT = """() => {
  const policy = trustedTypes.createPolicy('page', { createScriptURL: address => address })
  const src = policy.createScriptURL('webhooks/website/widget/madoguchi.js')
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src }))
}"""


@dataclass(frozen=True)
class Arrival:
    """One load: milliseconds from the script's arrival, what was loaded (bytes, compressed), and the layout shift."""

    button: float
    interactive: float
    sizes: tuple[int, ...]
    shift: float


def arrivals(browser: Browser, address: str, loads: int) -> None:
    """Measures and prints."""
    for name, visit in (("a page at rest", _at_rest), ("the demo page as it loads", _loading)):
        before = os.getloadavg()[0]
        measured = [_measured(browser, address, visit) for _ in range(loads)]
        button, times = statistics.median(one.button for one in measured), sorted(one.interactive for one in measured)
        print(f"{name}, {loads} loads, machine's load {before:.1f} to {os.getloadavg()[0]:.1f}:")
        print(f"  button after {button:.0f} ms, interactive after {statistics.median(times):.0f} ms")
        print(f"  (quarter to three quarters: {times[loads // 4]:.0f} to {times[loads * 3 // 4]:.0f} ms)")
    last = measured[-1]
    shift = max(one.shift for one in measured)
    print(f"{len(last.sizes)} requests, {sum(last.sizes)} bytes compressed; layout shift {shift}")


def _measured(browser: Browser, address: str, visit: Any) -> Arrival:
    page = browser.new_context(locale="en", reduced_motion="reduce").new_page()
    page.add_init_script(WATCH)
    visit(page, f"{address}/?lang=en")
    page.wait_for_timeout(ENOUGH)
    files = page.evaluate(f"{FILES}.map(one => [one.name, one.responseEnd, one.encodedBodySize])")
    there, opened, shift = page.evaluate("[window.there, window.opened, window.shift]")
    page.context.close()
    arrived = next(end for name, end, _ in files if name.endswith("madoguchi.js"))
    return Arrival(there - arrived, opened - arrived, tuple(size for *_, size in files), shift)


def _loading(page: Page, address: str) -> None:
    page.goto(address)


def _at_rest(page: Page, address: str) -> None:
    page.route(address, _without_script)
    page.goto(address)
    # Else each request of the widget would be held up by the one who measures, to be looked at.
    page.unroute(address)
    page.wait_for_timeout(REST)
    page.evaluate(INSERT)


def _without_script(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<script.*?</script>|<link rel=.modulepreload.*?>", "", answer.text()))
