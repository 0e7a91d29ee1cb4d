"""Without script the page still says whom to call."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from madoguchi.content import Content
from tests.conftest import LOCALES
from tests.widget.conftest import Opener


@pytest.mark.parametrize("locale", LOCALES)
def test_without_script_the_telephone_numbers_are_there(tab: Opener, content: Content, locale: str) -> None:
    one = tab(locale, java_script_enabled=False)
    place = one.page.locator("madoguchi-chat")
    # Playwright's own assertions on text look past what is in <noscript>.
    assert one.word("noscript") in place.evaluate("node => node.innerText")
    for number in (content.fields(locale)["hotline"], content.facts.phones.ward_phone):
        link = place.locator(f'a[href="tel:+81-{number.removeprefix("0")}"]')
        expect(link).to_be_visible()
        assert link.evaluate("node => node.innerText") == number
