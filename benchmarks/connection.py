"""Messages over a connection that fails, and whether each was kept once and in its order.

Several residents type at once, each in a tab of their own; half way, each loads the page anew. Of the requests that
carry messages, some fail before the bot has them, as many after it has answered. What counts is what stands on the page
and what the bot has kept.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, Route, expect

from madoguchi.serving.service import Service

SHARE = 0.3
"""Of the requests, how many fail."""
EACH = 100
"""Messages of a resident; a reload brings back more than these and their answers."""
PATIENCE = 900_000
"""Milliseconds for all of them."""
LETTERS = "abcdefghij"
SETTLED = """wanted => { const items = document.querySelector('madoguchi-chat').conversation?.items ?? []
  const open = items.filter(one => one.type === 'me' && one.state !== 'sent').length
  return items.length && open <= wanted }"""


@dataclass
class Resident:
    page: Page
    name: str
    failed: list[int] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """Without digits, which the bot would take for a number to mask."""
        return [f"hello {self.name} {LETTERS[count // 10]}{LETTERS[count % 10]}" for count in range(EACH)]

    def speak(self) -> None:
        for text in self.said:
            self.page.locator("textarea").fill(text)
            self.page.locator("textarea").press("Enter")

    def settle(self, left: int) -> None:
        """Waits until no more than so many are still to be sent."""
        self.page.wait_for_function(SETTLED, arg=left, timeout=PATIENCE)

    @property
    def shown(self) -> list[str]:
        """What stands in the log: the resident's texts, and `answer` for each of the bot's."""
        read = "all => all.map(one => one.matches('.me') ? one.querySelector('p').textContent : 'answer')"
        found: list[str] = self.page.locator(".item").evaluate_all(read)
        return found


def bad_connection(browser: Browser, service: Service, messages: int) -> None:
    """Measures and prints."""
    residents = [_resident(browser, service.address, count) for count in range(max(1, messages // EACH))]
    for one in residents:
        one.speak()
    for one in residents:
        one.settle(left=EACH // 2)
        one.page.reload()
    for one in residents:
        one.settle(left=0)
        expect(one.page.locator(".item")).to_have_count(2 * EACH + 1, timeout=PATIENCE)
    expected = [text for one in residents for text in one.said]
    kept = _kept(service.database)
    lost, doubled = sum(text not in kept for text in expected), len(kept) - len(set(kept))
    disordered = sum([text for text in kept if text in one.said] != one.said for one in residents)
    wrong = sum(one.shown != ["answer", *(part for text in one.said for part in (text, "answer"))] for one in residents)
    failures = sum(len(one.failed) for one in residents)
    print(f"{len(expected)} messages of {len(residents)} residents, {failures} requests failed:")
    print(f"  kept by the bot: {lost} lost, {doubled} doubled; conversations out of order: {disordered}")
    print(f"  shown to the residents: {wrong} logs that are not each message once, in order, with its answer")
    for one in residents:
        one.page.context.close()


def _resident(browser: Browser, address: str, count: int) -> Resident:
    page = browser.new_context(locale="en", reduced_motion="reduce").new_page()
    one = Resident(page, LETTERS[count // 10] + LETTERS[count % 10])
    page.route("**/messages", _failing(random.Random(count), one.failed))
    page.goto(f"{address}/?lang=en")
    page.locator(".launcher").click()
    expect(page.locator(".bot")).to_have_count(1)
    return one


def _failing(chance: random.Random, failed: list[int]) -> Callable[[Route], Any]:
    def handle(route: Route) -> None:
        fate = chance.random()
        # A request whose page was loaded anew has nobody left to be told of its fate.
        with suppress(Error):
            if fate >= SHARE:
                return route.continue_()
            failed.append(1)
            if fate >= SHARE / 2:
                route.fetch()
            return route.abort()

    return handle


def _kept(database: Path) -> list[str]:
    """What residents said, as the bot has kept it, in its order."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT data FROM events WHERE type_name = 'user' ORDER BY id").fetchall()
    texts = [str(json.loads(data).get("text")) for (data,) in rows]
    return [text for text in texts if text.startswith("hello ")]
