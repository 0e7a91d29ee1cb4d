"""Which language the widget speaks, and that it speaks no two at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.conftest import LOCALES
from tests.widget.conftest import Opener, Tab, sends

NAMES = {
    "ja": "日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ko": "한국어",
    "es": "Español",
    "pt": "Português",
}


def page_with(tab: Tab, lang: str, attribute: str = "auto") -> None:
    """The demo page as a page of this language, with the widget's attribute so."""

    def handle(route: Route) -> None:
        page = route.fetch()
        body = page.text().replace('<html lang="ja">', f'<html lang="{lang}">' if lang else "<html>")
        body = body.replace('language="auto"', f'language="{attribute}"')
        route.fulfill(response=page, body=body)

    tab.page.route(f"{tab.address}/", handle)
    tab.visit("/")


AUTO = [
    # the page's language first
    ("ja", "en-US", "auto", "ja"),
    ("pt-BR", "ja", "auto", "pt"),
    ("zh-TW", "ja", "auto", "zh-Hant"),
    ("zh-HK", "ja", "auto", "zh-Hant"),
    ("zh", "ja", "auto", "zh-Hans"),
    ("zh-Hant", "ja", "auto", "zh-Hant"),
    # then the browser's
    ("", "ko-KR", "auto", "ko"),
    ("", "zh-TW", "auto", "zh-Hant"),
    ("fr", "es-MX", "auto", "es"),
    ("fr", "vi", "auto", "ja"),
    # but what the page chose for the widget before both
    ("ja", "en", "ko", "ko"),
    ("ja", "en", "zh-Hant", "zh-Hant"),
]


@pytest.mark.parametrize(("page", "browser_language", "attribute", "locale"), AUTO)
def test_the_widget_finds_its_language(
    tab: Opener, page: str, browser_language: str, attribute: str, locale: str
) -> None:
    one = tab(browser_language, visit=False)
    page_with(one, page, attribute)
    one.locale = locale
    expect(one.launcher).to_have_text(one.word("open"))
    expect(one.launcher.locator("span")).to_have_attribute("lang", locale)


def test_each_language_has_its_own_name_in_the_switcher(tab: Opener) -> None:
    one = tab("en").open()
    options = one.dialog.get_by_role("combobox", name=one.word("language")).locator("option")
    expect(options).to_have_text(list(NAMES.values()))
    assert options.evaluate_all("nodes => nodes.map(node => node.lang)") == list(NAMES)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_choice_changes_the_words_at_once_and_the_bot_with_the_next_answer(tab: Opener, locale: str) -> None:
    one = tab("ja" if locale != "ja" else "en").open()
    greeting = one.answers.first.locator("> p").text_content()
    one.dialog.get_by_role("combobox", name=one.word("language")).select_option(NAMES[locale])
    one.locale = locale
    expect(one.page.get_by_role("heading", name=one.word("title"))).to_be_visible()
    expect(one.box).to_have_attribute("placeholder", one.word("input"))
    expect(one.button("topics")).to_be_visible()
    assert mixed(one) == []
    assert one.answers.first.locator("> p").text_content() == greeting
    sent = sends(one.page)
    answer = one.say("OK")
    expect(answer.locator("> p").first).to_have_attribute("lang", locale)
    assert sent[0]["language"] == locale
    assert mixed(one) == []


def mixed(tab: Tab) -> list[str]:
    """The widget's own words that are not those of its present language."""
    shown: dict[str, str] = dict(
        tab.page.evaluate(
            "() => [...document.querySelector('madoguchi-chat').shadowRoot.querySelectorAll('[data-word]')]"
            ".filter(node => !node.dataset.at && !node.dataset.close)"
            ".map(node => [node.dataset.word, node.textContent])"
        )
    )
    return [key for key, text in shown.items() if key != "page_named" and text != tab.word(key)]


def test_the_choice_outlives_a_reload(tab: Opener) -> None:
    one = tab("ja").open()
    one.dialog.get_by_role("combobox").select_option("한국어")
    one.locale = "ko"
    expect(one.box).to_be_visible()
    one.page.reload()
    expect(one.box).to_be_visible()
    expect(one.say("OK").locator("> p").first).to_have_attribute("lang", "ko")


def test_the_words_follow_a_resident_who_writes_in_another_language(tab: Opener) -> None:
    one = tab("ja").open()
    one.say("A comunicação é criptografada?")
    one.locale = "pt"
    expect(one.box).to_be_visible()
    expect(one.mine.last).to_have_attribute("lang", "pt")
    assert mixed(one) == []


def test_a_resident_may_ask_the_bot_itself_for_another_language(tab: Opener) -> None:
    one = tab("ja").open()
    one.dialog.get_by_role("combobox").select_option("Español")
    one.locale = "es"
    expect(one.box).to_be_visible()
    one.say("Please answer in English")
    one.locale = "en"
    expect(one.box).to_be_visible()
    expect(one.say("OK").locator("> p").first).to_have_attribute("lang", "en")


BREAKING = [("ja", "lineBreak", "strict"), ("ko", "wordBreak", "keep-all"), ("en", "wordBreak", "normal")]


@pytest.mark.parametrize(("locale", "property_", "value"), BREAKING)
def test_lines_break_as_the_language_wants(tab: Opener, locale: str, property_: str, value: str) -> None:
    one = tab(locale).open()
    paragraph = one.answers.first.locator("> p")
    assert paragraph.evaluate("(node, name) => getComputedStyle(node)[name]", property_) == value


FONTS = [("ja", "CJK JP"), ("zh-Hans", "CJK SC"), ("zh-Hant", "CJK TC"), ("ko", "CJK KR")]


@pytest.mark.parametrize(("locale", "font"), FONTS)
def test_a_message_has_a_font_of_its_language(tab: Opener, locale: str, font: str) -> None:
    one = tab(locale).open()
    assert font in one.answers.first.locator("> p").evaluate("node => getComputedStyle(node).fontFamily")


def test_the_attribute_changes_the_language_of_a_page_that_has_its_own_switcher(tab: Opener) -> None:
    one = tab("ja")
    expect(one.launcher).to_be_visible()
    one.page.evaluate("document.querySelector('madoguchi-chat').setAttribute('language', 'pt')")
    one.locale = "pt"
    expect(one.launcher).to_have_text(one.word("open"))
