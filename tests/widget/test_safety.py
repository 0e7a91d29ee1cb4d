"""Numbers are kept back, answers are text, and the page's own rules stay outside."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from madoguchi.content import Content
from madoguchi.serving.service import Service
from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab, sends

NUMBERS = [
    # widths and groupings
    ("my number is 123456789018", "my number is"),
    ("番号は１２３４５６７８９０１８です", "番号はです"),
    ("1234 5678 9018", ""),
    ("1234-5678-9018", ""),
    ("１２３４ー５６７８ー９０１８", ""),
    ("123 456 789 018", ""),
    ("1 2 3 4 5 6 7 8 9 0 1 8", ""),
    ("1234\n5678\n9018", ""),
    ("1234\u30005678\u00a09018", ""),
    ("一二三四五六七八九〇一八", ""),
    ("일이삼사오육칠팔구공일팔", ""),
    ("①②③④⑤⑥⑦⑧⑨0①⑧", ""),
    ("٠١٢٣٤٥٦٧٨٩٠١", ""),
    # beside other numbers, and two in one message
    ("2026-11-25 123456789018", "2026-11-25"),
    ("123456789018 and 314159265352", "and"),
    # not of twelve digits
    ("1234567890123", "1234567890123"),
    ("12345678901", "12345678901"),
    ("0120-95-0178", "0120-95-0178"),
    ("call 0120-95-0178 or 03-5246-9022", "call 0120-95-0178 or 03-5246-9022"),
    ("2022年8月12日", "2022年8月12日"),
    ("이 구 일은 사람이 삼육구", "이 구 일은 사람이 삼육구"),
]


@pytest.mark.parametrize(("text", "left"), NUMBERS, ids=[text for text, _ in NUMBERS])
def test_numbers_of_twelve_digits_are_recognised_and_removed(shared_tab: Tab, text: str, left: str) -> None:
    loaded = shared_tab.page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    parts = next(name for name in loaded if name.endswith("parts.js"))
    rest = shared_tab.page.evaluate("async ([url, text]) => (await import(url)).withoutNumbers(text)", [parts, text])
    assert rest == left


@pytest.fixture(scope="module")
def shared_tab(browser: Browser, service: Service, content: Content) -> Tab:
    tab = Tab(browser.new_context(), service.address, content, "en").visit()
    expect(tab.launcher).to_be_visible()
    return tab


@pytest.mark.parametrize("locale", LOCALES)
def test_a_number_is_not_sent_and_can_be_removed(tab: Opener, locale: str) -> None:
    one = tab(locale).open()
    sent = sends(one.page)
    one.say("１２３４ 5678 9018 is it safe?", answered=False)
    expect(one.page.get_by_role("alert")).to_contain_text(one.word("number"))
    assert sent == []
    one.button("number_edit").click()
    expect(one.page.get_by_role("alert")).to_be_empty()
    assert one.focused() == "textarea"
    expect(one.box).to_have_value("１２３４ 5678 9018 is it safe?")
    one.box.press("Enter")
    one.button("number_remove").click()
    expect(one.answers).to_have_count(2)
    assert [said["text"] for said in sent] == ["is it safe?"]


def test_a_number_alone_leaves_nothing_to_send(tab: Opener) -> None:
    one = tab("en").open()
    sent = sends(one.page)
    one.say("123456789018", answered=False)
    one.button("number_remove").click()
    expect(one.box).to_have_value("")
    one.say("hello")
    assert [said["text"] for said in sent] == ["hello"]


HOSTILE = [
    ("HTML with a script", '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'),
    ("a javascript link", "javascript:window.hacked=1 [x](javascript:window.hacked=1)"),
    ("bidirectional overrides", "\u202e\u2066evil\u202e https://example.com/\u202eelgoog"),
    ("ten thousand characters without a break", "W" * 10_000),
    ("ten thousand of a script without spaces", "漢" * 10_000),
    ("marks piled up", "Z" + "\u0300" * 2_000),
    ("control characters", "a\u0000b\u0007c\u001b[31m"),
]


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_answers_do_no_harm(tab: Opener, text: str) -> None:
    one = tab("en").open()
    answer = {"messages": [{"text": text, "quick_replies": [{"title": text[:500], "button": "/x"}]}], "language": "en"}
    one.page.route("**/messages", lambda route: route.fulfill(json=answer), times=1)
    shown = one.say("hello").locator("> p")
    assert shown.text_content() == text
    assert one.page.evaluate("window.hacked") is None
    assert one.log.locator("img, script, iframe").count() == 0
    assert all(link.startswith("https://") for link in links(shown))
    assert shown.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    assert one.log.evaluate("node => node.scrollWidth <= node.clientWidth")
    one.say("is it encrypted")


def links(shown: Any) -> list[str]:
    found: list[str] = shown.locator("a").evaluate_all("nodes => nodes.map(node => node.href)")
    return found


def test_a_link_opens_apart_and_tells_nothing_of_where_it_came_from(tab: Opener) -> None:
    one = tab("en").open()
    answer = {"messages": [{"text": "See https://example.com/a?b=c. Yes.", "quick_replies": []}], "language": "en"}
    one.page.route("**/messages", lambda route: route.fulfill(json=answer), times=1)
    link = one.say("hello").locator("a")
    expect(link).to_have_attribute("href", "https://example.com/a?b=c")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_what_a_resident_writes_is_text_too(tab: Opener) -> None:
    one = tab("en").open()
    one.say("<b onclick=alert(1)>bold</b>")
    expect(one.mine.last).to_have_text("<b onclick=alert(1)>bold</b>")
    assert one.mine.last.locator("*").count() == 0


def test_nothing_breaks_the_strict_policy_of_the_page(tab: Opener) -> None:
    one = tab("en", visit=False)
    one.page.add_init_script(
        "addEventListener('securitypolicyviolation', e => (window.broken ??= []).push(e.blockedURI))"
    )
    one.visit().open()
    one.say("I want to talk to a person")
    one.button("menu").click()
    with one.page.expect_download():
        one.button("download").click()
    assert one.page.evaluate("window.broken") is None


STYLES = """
* { all: unset !important; color: red !important; font-size: 90px !important; }
madoguchi-chat { display: none !important; position: static !important; transform: scale(3) !important; }
html { font-size: 62.5% !important; direction: rtl; }
"""


def test_a_page_that_styles_everything_changes_nothing(tab: Opener) -> None:
    plain, styled = tab("en", bypass_csp=True).open(), tab("en", bypass_csp=True, visit=False)
    styled.page.route(f"{styled.address}/?lang=en", with_styles)
    styled.visit().open()
    for one in (plain, styled):
        one.say("hello")
    measured = [
        one.page.evaluate(
            "() => { const root = document.querySelector('madoguchi-chat').shadowRoot;"
            "return ['.bot p', 'dialog', '.send', 'h2'].map(name => { const node = root.querySelector(name),"
            "s = getComputedStyle(node), b = node.getBoundingClientRect();"
            "return [s.color, s.fontSize, s.direction, b.width, b.height]; }); }"
        )
        for one in (plain, styled)
    ]
    assert measured[0] == measured[1]


def with_styles(route: Route) -> None:
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace("</head>", f"<style>{STYLES}</style></head>"))


def test_the_host_page_does_not_move(tab: Opener) -> None:
    one = tab("en", visit=False)
    one.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    one.visit().open().say("hello")
    assert one.page.evaluate("window.shift") == 0


def test_the_token_is_in_no_address_and_no_other_storage(tab: Opener) -> None:
    one = tab("en", visit=False)
    urls: list[str] = []
    one.page.on("request", lambda request: urls.append(request.url))
    one.visit().open().say("hello")
    key = one.page.evaluate("sessionStorage.key(0)")
    token = json.loads(one.page.evaluate("key => sessionStorage.getItem(key)", key))["token"]
    assert len(token) >= 32
    assert not any(token in url for url in urls)
    assert token not in one.page.content()
