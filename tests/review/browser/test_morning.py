"""A clerk's morning, from logging in to a promoted model, by keyboard alone; and every page for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from review.learning import sentences
from tests.review.browser.conftest import PORTUGUESE, World, log_in, until_read

PAGES = ["/queue/", "/conversations/?q=電話", "/conversations/1/?in=queue", "/learning/", "/learning/models/"]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_morning_by_keyboard(page: Page, world: World) -> None:
    log_in(page)
    until_read(page, PORTUGUESE)
    # The thumbs down comes first: open it from the list.
    first = page.locator(".row-words").first
    expect(first).to_have_text(PORTUGUESE)
    first.focus()
    press(page, "Enter")
    page.wait_for_url("**/conversations/*/?in=queue")
    expect(page.locator(".line.current")).to_contain_text(PORTUGUESE)
    expect(page.locator(".why-here")).to_contain_text("低評価")
    # What was asked and answered, in Japanese.
    expect(page.locator(".line.bot").first).to_contain_text("日本語での内容")
    # Wrong, and what it should have been: a part of the name is enough.
    press(page, "i")
    page.keyboard.type("通話料")
    press(page, "Enter")
    expect(page.locator(".judged.wrong").first).to_contain_text("通話料はかかる？")
    expect(page.locator("#state")).to_contain_text("レビュー済み")
    # A note, a tag, and on to the next.
    press(page, "m")
    page.keyboard.type("土曜日の質問")
    press(page, "Tab", "Enter")
    expect(page.locator(".note")).to_contain_text("土曜日の質問")
    press(page, "t")
    page.keyboard.type("受付時間")
    press(page, "Enter")
    expect(page.locator(".panel .chip")).to_contain_text("受付時間")
    press(page, "Escape")
    before = page.url
    press(page, "d")
    page.wait_for_url(lambda address: address != before)
    press(page, "r")
    expect(page.locator(".judged.right").first).to_be_visible()
    # The candidate is accepted, a model is tried, and it goes live.
    page.goto("/learning/")
    expect(page.locator(".candidate.current")).to_contain_text(PORTUGUESE)
    press(page, "a")
    expect(page.locator(".candidate").first).to_contain_text("採用済み")
    world.run("tests.review.browser.by_heart")
    page.goto("/learning/models/")
    expect(page.locator(".model").first).to_contain_text("改善")
    page.get_by_role("button", name="このモデルを本番にする").focus()
    press(page, "Enter")
    expect(page.locator(".model").first).to_contain_text("本番開始")
    assert sentences.reviewed(world.project / "data") == {"pt": {"hotline_cost": [PORTUGUESE]}}


def test_keys_can_be_turned_off_and_never_act_while_somebody_writes(page: Page, world: World) -> None:
    log_in(page)
    until_read(page, PORTUGUESE)
    page.goto("/conversations/1/")
    page.locator("#new-note").focus()
    page.keyboard.type("rwd")
    expect(page.locator("#new-note")).to_have_value("rwd")
    press(page, "Escape", "?")
    page.locator("#keys-on").uncheck()
    press(page, "Escape", "m")
    assert not page.locator("#new-note").evaluate("field => field === document.activeElement")
    page.locator("#keys-on").check()


def test_everything_is_there_without_script(world: World, page: Page) -> None:
    context = page.context.browser.new_context(  # type: ignore[union-attr]
        base_url=world.service.review, java_script_enabled=False, locale="ja"
    )
    plain = context.new_page()
    log_in(plain)
    until_read(plain, PORTUGUESE)
    plain.goto("/conversations/2/")
    plain.get_by_role("button", name="正しい").first.click()
    expect(plain.locator(".judged.right").first).to_be_visible()
    plain.locator("#new-note").fill("script なし")
    plain.get_by_role("button", name="保存").click()
    expect(plain.locator(".note").last).to_contain_text("script なし")
    context.close()


@pytest.mark.parametrize(
    "page",
    [
        {"locale": "ja", "color_scheme": "light"},
        {"locale": "en", "color_scheme": "dark"},
    ],
    indirect=True,
    ids=["Japanese and light", "English and dark"],
)
def test_no_page_has_a_barrier(page: Page, world: World) -> None:
    page.goto("/login/")
    found = {"/login/": barriers(page)}
    log_in(page)
    until_read(page, PORTUGUESE)
    for address in [*PAGES, *(link for link in navigation(page) if link not in PAGES)]:
        page.goto(address)
        found[address] = barriers(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_tablet_and_a_phone_need_no_sideways_scrolling(page: Page, world: World) -> None:
    log_in(page)
    until_read(page, PORTUGUESE)
    for width in (820, 390):
        page.set_viewport_size({"width": width, "height": 1000})
        for address in PAGES:
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide"


def navigation(page: Page) -> list[str]:
    links = page.locator("header nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [str(link) for link in links]


def barriers(page: Page) -> list[str]:
    result = Axe().run(page)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in result.response["violations"]]
