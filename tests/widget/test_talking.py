"""Talking with the bot by the widget, in every language."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from madoguchi.content import Content
from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab, sends

QUESTIONS = {
    "ja": "マイナンバーって何ですか",
    "en": "What is My Number?",
    "zh-Hans": "个人编号是什么？",
    "zh-Hant": "個人編號是什麼？",
    "ko": "마이넘버가 무엇인가요?",
    "es": "¿Qué es el My Number?",
    "pt": "O que é o My Number?",
}


def language_of(locale: str) -> re.Pattern[str]:
    return re.compile(f"^{locale}$")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_answered_in_the_language_with_its_source(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale).open()
    answer = one.say(QUESTIONS[locale])
    expect(answer.locator("> p")).to_have_text(content.answer("faq_what_is_my_number", locale).text or "")
    expect(answer.locator("> p")).to_have_attribute("lang", locale)
    expect(answer.locator("time")).to_have_text(re.compile(r"^\d{1,2}:\d\d$"))
    chip = answer.get_by_role("button", name=one.word("source"))
    chip.click()
    expect(answer.locator("blockquote")).to_have_text(content.passages["P5"])
    expect(answer.locator("blockquote")).to_have_attribute("lang", "ja")
    expect(answer.locator(".quote")).to_contain_text(one.word("original"))
    expect(answer.locator(".quote")).to_contain_text(content.facts.page.id)
    expect(answer.locator(".quote")).to_contain_text(content.fields(locale)["page_updated"])
    chip.click()
    expect(answer.locator(".quote")).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_greeting_topics_and_follow_ups_lead_on_by_buttons(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale).open()
    groups = content.interfaces[locale].groups
    expect(one.answers.first.locator("> p")).to_have_text(content.interfaces[locale].greeting.strip())
    expect(one.log.locator(".replies button")).to_have_text(list(groups.values()))
    one.button("topics").click()
    one.page.locator(".compose .list").get_by_role("button", name=groups["contact"]).click()
    expect(one.answers).to_have_count(2)
    expect(one.mine.last).to_have_text(groups["contact"])
    title = content.answer("hotline_hours", locale).title
    one.log.get_by_role("button", name=title, exact=True).click()
    expect(one.answers).to_have_count(3)
    expect(one.mine.last).to_have_text(title)
    expect(one.log.locator(".item:not(:last-child) .replies")).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_person_can_be_called_by_one_press(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale).open()
    one.button("person").click()
    expect(one.answers).to_have_count(2)
    calls = one.answers.last.locator(".phones a")
    fields = content.fields(locale)
    expect(calls).to_have_count(2)
    expect(calls.nth(0)).to_have_attribute("href", f"tel:+81-{fields['hotline'].removeprefix('0')}")
    expect(calls.nth(1)).to_have_attribute("href", f"tel:+81-{fields['ward_phone'].removeprefix('0')}")
    expect(calls.nth(0).locator("small")).to_have_text(status(one))
    expect(calls.nth(1).locator("small")).to_have_count(0)


def status(tab: Tab) -> re.Pattern[str]:
    """Whatever the clock says, one of the three; with the times of the facts and no placeholder left."""
    texts = [re.escape(tab.word(key)) for key in ("open_until", "opens_today", "opens_on")]
    filled = [
        re.sub(r"\\{(?:open|close)\\}", r"\\d{1,2}:\\d{2}", text).replace(r"\{day\}", r"[^{}]+") for text in texts
    ]
    return re.compile(f"^(?:{'|'.join(filled)})$")


CLOCK = [
    ("while it is answered", {"is_open": True, "close": "20:00"}, "open_until", {"close": "20:00"}),
    ("before it opens", {"next_open": "2026-12-01T09:30+09:00"}, "opens_today", {"open": "9:30"}),
    ("when it is over for today", {"next_open": "2026-12-02T09:30+09:00"}, "opens_on", {"open": "9:30"}),
    ("on a day of which nothing is known", {"date": "2026-11-30"}, None, {}),
]
WEDNESDAY = {
    "ja": "水曜日",
    "en": "Wednesday",
    "zh-Hans": "星期三",
    "zh-Hant": "星期三",
    "ko": "수요일",
    "es": "miércoles",
    "pt": "quarta-feira",
}


@pytest.mark.parametrize(("hours", "word", "values"), [row[1:] for row in CLOCK], ids=[row[0] for row in CLOCK])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_telephone_tells_when_it_is_answered(
    tab: Opener, locale: str, hours: dict[str, Any], word: str | None, values: dict[str, str]
) -> None:
    one = tab(locale, visit=False, timezone_id="America/Lima")
    one.page.clock.set_fixed_time("2026-12-01T08:00+09:00")
    one.visit().open()
    known = {"date": "2026-12-01", "is_open": False, "close": None, "next_open": None} | hours
    phone = {"label": "1", "number": "0120-95-0178", "tel": "tel:+81-120-95-0178"}
    said = {"text": "1", "quick_replies": [], "phones": [phone], "hours": known}
    language, _, script = locale.partition("-")
    answer = {"messages": [said], "language": language} | ({"script": script} if script else {})
    one.page.route("**/messages", lambda route: route.fulfill(json=answer), times=1)
    told = one.say("hello").locator(".phones small")
    if word is None:
        return expect(told).to_have_count(0)
    expect(told).to_have_text(one.word(word).format(**values, day=WEDNESDAY[locale]))


@pytest.mark.parametrize("locale", LOCALES)
def test_an_opinion_is_sent_with_a_reason_that_holds_no_number(tab: Opener, locale: str) -> None:
    one = tab(locale).open()
    answer = one.say(QUESTIONS[locale])
    posted: list[dict[str, object]] = []
    one.page.on("request", lambda sent: posted.append(sent.post_data_json) if "feedback" in sent.url else None)
    with one.page.expect_response("**/feedback") as kept:
        answer.get_by_role("button", name=one.word("unhelpful"), exact=True).click()
    assert kept.value.status == 200
    expect(answer.get_by_role("button", name=one.word("unhelpful"), exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(one.page.get_by_role("status")).to_have_text(one.word("thanks"))
    answer.get_by_role("textbox", name=one.word("reason")).fill("OK 1234 5678 9018")
    with one.page.expect_response("**/feedback") as reason:
        answer.get_by_role("button", name=one.word("reason_send")).click()
    assert reason.value.status == 200
    assert [(said["helpful"], said.get("reason")) for said in posted] == [(False, None), (False, "OK")]
    assert one.focused().startswith("thumb")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_conversation_is_copied_and_saved_as_text(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale, permissions=["clipboard-read", "clipboard-write"]).open()
    one.say(QUESTIONS[locale])
    one.button("menu").click()
    one.button("copy_all").click()
    expect(one.page.get_by_role("status")).to_have_text(one.word("copied"))
    copied = one.page.evaluate("navigator.clipboard.readText()")
    one.button("menu").click()
    with one.page.expect_download() as saved:
        one.button("download").click()
    assert saved.value.suggested_filename == "madoguchi.txt"
    assert saved.value.path().read_text(encoding="utf8") == copied
    for said in (QUESTIONS[locale], content.answer("faq_what_is_my_number", locale).text, content.facts.page.id):
        assert str(said) in copied


@pytest.mark.parametrize("locale", LOCALES)
def test_a_new_conversation_begins_after_a_question(tab: Opener, locale: str) -> None:
    one = tab(locale).open()
    one.say(QUESTIONS[locale])
    one.button("menu").click()
    one.button("new").click()
    one.button("cancel").click()
    expect(one.messages).to_have_count(3)
    one.button("menu").click()
    one.button("new").click()
    with one.page.expect_request("**/session"):
        one.button("new_yes").click()
    expect(one.messages).to_have_count(1)


def test_line_breaks_and_links_of_an_answer_are_shown(tab: Opener) -> None:
    one = tab("en").open()
    answer = one.say("I want to talk to a person")
    assert answer.locator("> p").evaluate("node => getComputedStyle(node).whiteSpace") == "pre-wrap"
    assert "\n" in (answer.locator("> p").text_content() or "")


def test_a_button_is_sent_as_a_button_and_text_as_text(tab: Opener) -> None:
    one = tab("en").open()
    sent = sends(one.page)
    one.button("person").click()
    expect(one.answers).to_have_count(2)
    one.say("/restart")
    assert [(said.get("button"), said.get("text")) for said in sent] == [("/human_handoff", None), (None, "/restart")]


def test_the_typing_indicator_shows_while_an_answer_is_awaited(tab: Opener) -> None:
    one = tab("en").open()
    one.page.route("**/messages", lambda route: (one.page.wait_for_timeout(500), route.continue_()))
    one.say("hello", answered=False)
    expect(one.page.locator(".typing")).to_have_text(one.word("typing"))
    expect(one.answers).to_have_count(2)
    expect(one.page.locator(".typing")).to_be_hidden()


def test_the_window_closes_to_its_button_and_keeps_the_conversation(tab: Opener) -> None:
    one = tab("en").open()
    one.say("hello")
    one.button("minimise").click()
    expect(one.dialog).to_be_hidden()
    one.launcher.click()
    expect(one.messages).to_have_count(3)


def test_saved_text_needs_no_other_address(tab: Opener) -> None:
    """Everything that the page and the widget load comes from the bot."""
    one = tab("en", visit=False)
    asked: list[str] = []
    one.page.on("request", lambda request: asked.append(unquote(request.url)))
    one.visit().open().say("hello")
    assert all(url.startswith((one.address, "blob:")) for url in asked)
