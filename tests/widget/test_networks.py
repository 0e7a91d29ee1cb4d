"""Bad networks: nothing lost, nothing doubled, nothing out of order, and nothing left for the next person."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from madoguchi.serving.service import Service, running
from tests.conftest import LOCALES, ROOT
from tests.widget.conftest import Opener, Tab, sends, until

MINUTE = 60_000
SHARE = 0.3
"""Of the requests, how many fail."""


def kept(service: Service, text: str) -> int:
    """How often the bot's store holds what a resident said."""
    with sqlite3.connect(service.database) as connection:
        rows = connection.execute("SELECT data FROM events WHERE type_name = 'user'").fetchall()
    return sum(text in str(data) for (data,) in rows)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_a_network_the_telephone_is_shown_and_the_message_waits(
    tab: Opener, service: Service, locale: str
) -> None:
    one = tab(locale).open()
    one.page.context.set_offline(True)
    expect(one.page.get_by_role("status")).to_have_text(one.word("offline"))
    expect(one.page.locator(".notice")).to_contain_text(one.word("offline"))
    expect(one.page.locator(".notice .phones a")).to_have_count(2)
    one.say(f"hello from {locale}", answered=False)
    expect(one.log.locator(".state").last).to_have_text(one.word("waiting"))
    one.page.context.set_offline(False)
    expect(one.answers).to_have_count(2)
    expect(one.page.locator(".notice")).to_be_hidden()
    expect(one.log.locator(".state").last).to_have_text("")
    assert kept(service, f"hello from {locale}") == 1


def test_an_answer_that_is_lost_on_its_way_is_fetched_again(tab: Opener, service: Service) -> None:
    one = tab("en").open()
    sent = sends(one.page)
    lost = []

    def lose(route: Route) -> None:
        """The server gets and answers it; the browser learns of nothing."""
        route.fetch()
        lost.append(route.request.post_data_json)
        route.abort()

    one.page.route("**/messages", lose, times=2)
    one.say("is it encrypted, once only")
    assert len(lost) == 2
    assert len({said["id"] for said in sent}) == 1
    assert len(sent) == 3
    assert kept(service, "is it encrypted, once only") == 1


def failing(seed: int) -> Callable[[Route], None]:
    """A connection that fails: before the server has a request, or after it has answered."""
    chance = random.Random(seed)

    def handle(route: Route) -> None:
        fate = chance.random()
        if fate < SHARE / 2:
            route.abort()
        elif fate < SHARE:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    return handle


def test_on_a_failing_connection_order_is_kept_and_nothing_lost_or_doubled(tab: Opener, service: Service) -> None:
    one = tab("en").open()
    one.page.route("**/messages", failing(7))
    said = [f"hello number {count} of many" for count in "abcdefghijkl"]
    for text in said:
        one.say(text, answered=False)
    expect(one.answers).to_have_count(len(said) + 1, timeout=120_000)
    kinds = one.messages.evaluate_all("nodes => nodes.map(node => node.classList.contains('me') ? 'me' : 'bot')")
    assert kinds == ["bot", *["me", "bot"] * len(said)]
    assert one.mine.all_text_contents() == said
    assert [kept(service, text) for text in said] == [1] * len(said)


def test_a_slow_connection_only_takes_longer(tab: Opener) -> None:
    one = tab("en", visit=False)
    slow = one.devtools()
    slow.send("Network.enable")
    limits = {"offline": False, "latency": 900, "downloadThroughput": 6000, "uploadThroughput": 6000}
    slow.send("Network.emulateNetworkConditions", limits)
    one.visit().open().say("hello")
    expect(one.messages).to_have_count(3)


@pytest.mark.parametrize("name", ["panel.js", "parts.js", "words/*"])
def test_a_file_of_the_widget_that_did_not_arrive_is_asked_for_again(tab: Opener, name: str) -> None:
    one = tab("en", visit=False)
    outcomes = iter([Route.abort])
    # Not `times=1`: to stop watching loses what is under way at that moment.
    one.page.route(f"**/widget/*/{name}", lambda route: next(outcomes, Route.continue_)(route))
    one.visit().open().say("hello")
    expect(one.messages).to_have_count(3)


def test_after_a_minute_it_has_failed_and_can_be_sent_again(tab: Opener) -> None:
    one = tab("en", visit=False)
    one.page.clock.install()
    one.visit().open()
    one.page.route("**/messages", lambda route: route.abort())
    one.say("hello", answered=False)
    one.say("is it encrypted", answered=False)
    for _ in range(40):
        one.page.clock.run_for(2_000)
    expect(one.log.locator(".state").first).to_contain_text(one.word("failed"))
    expect(one.button("retry")).to_have_count(2)
    one.page.unroute("**/messages")
    one.page.clock.resume()
    one.button("retry").first.click()
    expect(one.answers).to_have_count(3)
    assert one.mine.all_text_contents() == ["hello", "is it encrypted"]


def test_what_the_server_refuses_is_not_sent_for_ever(tab: Opener) -> None:
    one = tab("en").open()
    sent = sends(one.page)
    one.page.route("**/messages", lambda route: route.fulfill(status=422, json={}), times=1)
    one.say("hello", answered=False)
    expect(one.log.locator(".state").last).to_have_text(one.word("failed"))
    one.say("is it encrypted")
    assert len(sent) == 2


def test_too_many_messages_wait_as_long_as_the_server_says(tab: Opener) -> None:
    one = tab("en").open()
    later: dict[str, Any] = {"status": 429, "headers": {"Retry-After": "1"}, "json": {}}
    one.page.route("**/messages", lambda route: route.fulfill(**later), times=1)
    one.say("hello")
    expect(one.answers).to_have_count(2)


def test_a_token_that_the_server_no_longer_knows_is_replaced(tab: Opener) -> None:
    one = tab("en").open()
    one.page.route("**/messages", lambda route: route.fulfill(status=401, json={}), times=1)
    with one.page.expect_request("**/session"):
        one.say("hello")
    expect(one.messages).to_have_count(3)


def reloaded(one: Tab) -> Tab:
    one.page.reload()
    expect(one.messages.first).to_be_visible()
    return one


def test_a_reload_in_the_same_tab_brings_the_conversation_back(tab: Opener) -> None:
    one = tab("ko").open()
    one.say("암호화되나요?")
    before = one.messages.all_text_contents()
    reloaded(one)
    expect(one.dialog).to_be_visible()
    expect(one.messages).to_have_count(3)
    assert one.messages.all_text_contents() == before
    one.say("고맙습니다")
    expect(one.messages).to_have_count(5)


def test_a_message_that_was_under_way_at_a_reload_is_answered_once(tab: Opener, service: Service) -> None:
    one = tab("en").open()
    # The server gets it, and the page is left before the answer arrives.
    one.page.route("**/messages", lambda route: route.fetch(), times=1)
    one.say("under way at a reload", answered=False)
    until(lambda: kept(service, "under way at a reload") == 1, "the server never got it", one.page)
    reloaded(one)
    expect(one.answers).to_have_count(2)
    assert kept(service, "under way at a reload") == 1


def test_another_tab_sees_nothing(tab: Opener) -> None:
    one = tab("en").open()
    one.say("hello")
    other = one.page.context.new_page()
    other.goto(one.page.url)
    other.locator(".launcher").click()
    expect(other.get_by_role("log").locator(".item")).to_have_count(1)


def test_a_tab_into_which_the_browser_copied_the_storage_starts_anew(tab: Opener) -> None:
    one = tab("en").open()
    one.say("hello")
    with one.page.context.expect_page() as opened:
        one.page.evaluate("() => { window.open(location.href) }")
    copy = opened.value
    assert copy.evaluate("sessionStorage.length") == 1
    copy.locator(".launcher").click()
    expect(copy.get_by_role("log").locator(".item")).to_have_count(1)
    expect(one.messages).to_have_count(3)


AGED = """minutes => { const key = sessionStorage.key(0)
  if (!key) return
  const kept = JSON.parse(sessionStorage.getItem(key))
  kept.at -= minutes * 60_000
  sessionStorage.setItem(key, JSON.stringify(kept)) }"""


@pytest.mark.parametrize(("minutes", "left"), [(9, 3), (11, 1)])
def test_a_tab_that_the_browser_brings_back_later_is_empty(tab: Opener, minutes: int, left: int) -> None:
    one = tab("en").open()
    one.say("hello")
    one.page.add_init_script(f"({AGED})({minutes})")
    one.page.reload()
    if left == 1:
        expect(one.launcher).to_be_visible()
        one.open()
    expect(one.messages).to_have_count(left)


def test_nothing_is_kept_beyond_the_tab(tab: Opener) -> None:
    one = tab("en").open()
    one.say("hello")
    assert one.page.evaluate("[localStorage.length, document.cookie, sessionStorage.length]") == [0, "", 1]
    assert one.page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_a_server_that_dies_and_comes_back_is_waited_for(tab: Opener, tmp_path: Path) -> None:
    service = Service.apart(ROOT, tmp_path)
    with running(service):
        one = tab("pt", address=service.address).open()
        one.say("olá")
    one.say("A comunicação é criptografada?", answered=False)
    expect(one.page.locator(".notice")).to_be_visible()
    with running(service):
        # A start takes longer than the minute for which it tries by itself on a busy machine.
        if one.button("retry").count():
            one.button("retry").click()
        expect(one.answers).to_have_count(3, timeout=60_000)
        assert kept(service, "criptografada") == 1
    assert one.mine.count() == 2
