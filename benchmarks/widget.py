"""How quick the widget is, and whether it loses anything on a bad connection: `make bench-widget`.

Against a real bot with its trained model and rates that do not limit; nothing is faked but the network.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect
from ruamel.yaml import YAML

from benchmarks.chromium import chromium
from madoguchi.serving.process import Program
from madoguchi.serving.service import Service, running

expect.set_options(timeout=120_000)
SHARE = 0.3
"""Of the requests, how many fail: half before the server has them, half after it has answered."""
PER_CONVERSATION = 100
LONG = 500
"""Messages in the log of a long conversation."""
WATCH = """
addEventListener('DOMContentLoaded', () => {
  const look = () => {
    const button = document.querySelector('madoguchi-chat')?.shadowRoot?.querySelector('.launcher span')?.textContent
    if (button) window.interactive = performance.now(); else setTimeout(look, 1)
  }
  look()
})
window.long = []; window.shift = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) long.push(one.duration) })
  .observe({ type: 'longtask', buffered: true })
new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value })
  .observe({ type: 'layout-shift', buffered: true })
"""


@dataclass(frozen=True)
class Unlimited(Service):
    """A bot that takes as many messages as anybody sends."""

    @property
    def programs(self) -> tuple[Program, Program]:
        actions, bot = super().programs
        command = [str(self.logs / "credentials.yml") if part == "credentials.yml" else part for part in bot.command]
        return actions, replace(bot, command=command)


def unlimited(folder: Path) -> Unlimited:
    yaml = YAML()
    credentials = yaml.load(Path("credentials.yml"))
    channel = credentials["madoguchi.rasa.channels.website.WebsiteInput"]
    channel |= {"messages_per_conversation": "100000 per minute", "sessions_per_address": "100000 per minute"}
    yaml.dump({"madoguchi.rasa.channels.website.WebsiteInput": channel}, folder / "credentials.yml")
    return Unlimited(**vars(Service.apart(Path.cwd(), folder)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000, help="sent over the failing connection")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = unlimited(Path(folder))
        with running(service), chromium() as browser:
            loading(browser, service.address)
            long_conversation(browser, service.address)
            bad_connection(browser, service.address, given.messages)


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="en", reduced_motion="reduce").new_page()
    page.add_init_script(WATCH)
    page.goto(f"{address}/?lang=en")
    page.locator(".launcher").click()
    expect(page.locator(".bot")).to_have_count(1)
    return page


def loading(browser: Browser, address: str, rounds: int = 11) -> None:
    """From the arrival of the script to the button that can be pressed, and what was loaded for it."""
    times: list[float] = []
    for _ in range(rounds):
        page = opened(browser, address)
        entries = "performance.getEntriesByType('resource').filter(one => /widget.*(js|words.*json)$/.test(one.name))"
        files = page.evaluate(f"{entries}.map(one => [one.name, one.responseEnd, one.encodedBodySize])")
        arrived = next(end for name, end, _ in files if name.endswith("madoguchi.js"))
        times.append(page.evaluate("window.interactive") - arrived)
        size, shift = sum(one[2] for one in files), page.evaluate("window.shift")
        page.context.close()
    print(f"requests {len(files)}, {size} bytes compressed; layout shift {shift}")
    print(f"interactive {statistics.median(times):.0f} ms after the script, {max(times):.0f} ms at worst of {rounds}")


def long_conversation(browser: Browser, address: str) -> None:
    """The longest task while the log grows to its length, and when a reload brings it back."""
    page = opened(browser, address)
    for count in range(2, LONG // 2 + 1):
        say(page, "hello")
        expect(page.locator(".bot")).to_have_count(count, timeout=60_000)
    print(f"{page.locator('.item').count()} messages: longest task {longest(page)}")
    page.reload()
    expect(page.locator(".me").last).to_be_visible(timeout=60_000)
    page.wait_for_timeout(3000)
    print(f"{page.locator('.item').count()} messages brought back: longest task {longest(page)}")
    page.context.close()


def longest(page: Page) -> str:
    """The browser reports tasks over 50 ms alone."""
    tasks = page.evaluate("window.long")
    return f"{max(tasks):.0f} ms of {len(tasks)} over 50 ms" if tasks else "under 50 ms"


def bad_connection(browser: Browser, address: str, messages: int) -> None:
    lost = doubled = disordered = failures = 0
    for round_ in range(messages // PER_CONVERSATION):
        page = opened(browser, address)
        failed: list[int] = []
        page.route("**/messages", failing(random.Random(round_), failed))
        letters = "abcdefghij"
        said = [f"hello {round_} {letters[count // 10]}{letters[count % 10]}" for count in range(PER_CONVERSATION)]
        for text in said:
            say(page, text)
        page.wait_for_function(SETTLED, timeout=300_000)
        mine = page.locator(".me > p").all_text_contents()
        kinds = page.locator(".item").evaluate_all("all => all.map(one => one.classList[1])")
        lost += sum(text not in mine for text in said) + (PER_CONVERSATION + 1 - kinds.count("bot"))
        doubled += len(mine) - len(set(mine)) + max(0, kinds.count("bot") - PER_CONVERSATION - 1)
        disordered += mine != said or kinds != ["bot", *["me", "bot"] * PER_CONVERSATION]
        failures += len(failed)
        page.context.close()
    print(f"{messages} messages, {failures} requests failed: {lost} lost, {doubled} doubled, {disordered} out of order")


SETTLED = """() => { const chat = document.querySelector('madoguchi-chat')
  return chat.conversation.items.every(one => one.type === 'bot' || one.state === 'sent') }"""


def failing(chance: random.Random, failed: list[int]) -> Callable[[Route], Any]:
    def handle(route: Route) -> None:
        fate = chance.random()
        if fate >= SHARE:
            return route.continue_()
        failed.append(1)
        if fate >= SHARE / 2:
            route.fetch()
        return route.abort()

    return handle


def say(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


if __name__ == "__main__":
    main()
