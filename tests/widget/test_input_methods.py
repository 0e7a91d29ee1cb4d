"""Typing with an input method, and keys that only look like sending."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Opener, sends

ENTER = {
    "type": "rawKeyDown",
    "key": "Enter",
    "code": "Enter",
    "windowsVirtualKeyCode": 229,
    "nativeVirtualKeyCode": 13,
}
COMPOSED = [("ja", "ばんごう", "番号"), ("zh-Hans", "hao ma", "号码"), ("ko", "ㅂㅓㄴㅎㅗ", "번호")]


@pytest.mark.parametrize(("locale", "typed", "composed"), COMPOSED)
def test_enter_that_confirms_a_composition_does_not_send(tab: Opener, locale: str, typed: str, composed: str) -> None:
    one = tab(locale).open()
    sent = sends(one.page)
    method = one.devtools()
    one.box.focus()
    for end in range(1, len(typed) + 1):
        method.send("Input.imeSetComposition", {"text": typed[:end], "selectionStart": end, "selectionEnd": end})
    method.send("Input.dispatchKeyEvent", ENTER)
    method.send("Input.insertText", {"text": composed})
    expect(one.box).to_have_value(composed)
    assert sent == []
    one.page.keyboard.press("Enter")
    expect(one.answers).to_have_count(2)
    assert [said["text"] for said in sent] == [composed]


def test_shift_and_enter_begin_a_new_line(tab: Opener) -> None:
    one = tab("en").open()
    one.box.press_sequentially("one")
    one.box.press("Shift+Enter")
    one.box.press_sequentially("two")
    expect(one.box).to_have_value("one\ntwo")
