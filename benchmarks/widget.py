"""How quick the widget is, and whether it loses anything on a bad connection: `make bench-widget`.

Against a real bot with its trained model and rates that do not limit; nothing is faked but the network.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.arrival import arrivals
from benchmarks.chromium import chromium
from benchmarks.connection import bad_connection
from benchmarks.unlimited import unlimited
from madoguchi.serving.service import running

expect.set_options(timeout=120_000)
LONG = 500
"""Messages in the log of a long conversation."""
PHONE = {"width": 390, "height": 800}
DESKTOP = {"width": 1280, "height": 720}
WATCH = """
window.long = []
new PerformanceObserver(list => { for (const one of list.getEntries()) long.push(one.duration) })
  .observe({ type: 'longtask', buffered: true })
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000, help="sent over the failing connection")
    parser.add_argument("--loads", type=int, default=31, help="of each page, for the median")
    parser.add_argument("--only", choices=["arrival", "length", "connection"], help="measure no more than this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = unlimited(Path(folder))
        with running(service), chromium() as browser:
            if given.only in {None, "arrival"}:
                arrivals(browser, service.address, given.loads)
            if given.only in {None, "length"}:
                long_conversation(browser, service.address)
            if given.only in {None, "connection"}:
                bad_connection(browser, service, given.messages)


def long_conversation(browser: Browser, address: str) -> None:
    """The longest task while the log grows to its length, and of whatever touches all of it."""
    page = browser.new_context(locale="en", reduced_motion="reduce", viewport=DESKTOP).new_page()
    page.add_init_script(WATCH)
    page.goto(f"{address}/?lang=en")
    page.locator(".launcher").click()
    expect(page.locator(".bot")).to_have_count(1)
    print(f"a conversation of {LONG} messages, machine's load {os.getloadavg()[0]:.1f}:")
    for name, act in ACTS.items():
        page.evaluate("window.long = []")
        act(page)
        page.wait_for_timeout(1000)
        print(f"  {name}, {page.locator('.item').count()} there: longest task {longest(page)}")
    page.context.close()


def grow(page: Page) -> None:
    for count in range(2, LONG // 2 + 2):
        page.locator("textarea").fill("hello")
        page.locator("textarea").press("Enter")
        expect(page.locator(".bot")).to_have_count(count, timeout=60_000)


def speak_korean(page: Page) -> None:
    page.locator("select").select_option("ko")
    expect(page.locator("#title")).to_have_attribute("lang", "ko")


def close_and_open(page: Page) -> None:
    page.locator(".minimise").click()
    page.locator(".launcher").click()
    expect(page.locator("textarea")).to_be_visible()


def turn_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(500)
    page.set_viewport_size(DESKTOP)


def read_from_the_start(page: Page) -> None:
    page.locator(".log").evaluate("node => node.scrollTop = 0")
    expect(page.locator(".item").first).to_be_in_viewport()


def come_back(page: Page) -> None:
    page.reload()
    expect(page.locator(".me").last).to_be_visible(timeout=60_000)
    page.wait_for_timeout(3000)


ACTS: dict[str, Callable[[Page], None]] = {
    "grown by talking": grow,
    "changed to Korean": speak_korean,
    "closed and opened": close_and_open,
    "made a phone's size and large again": turn_phone,
    "scrolled to its start": read_from_the_start,
    "brought back by a reload": come_back,
}


def longest(page: Page) -> str:
    """The browser reports tasks over 50 ms alone."""
    tasks = page.evaluate("window.long")
    return f"{max(tasks):.0f} ms of {len(tasks)} over 50 ms" if tasks else "under 50 ms"


if __name__ == "__main__":
    main()
