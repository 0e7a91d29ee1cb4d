"""What a channel needs at hand, loaded once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from madoguchi.content import ContentError
from madoguchi.rasa.office import Office
from madoguchi.replies.topics import language_button, topic_button
from madoguchi.replies.turn import Button
from tests.conftest import CONTENT


@pytest.fixture(scope="module")
def office() -> Office:
    return Office(CONTENT)


BUTTONS = [
    # what a button says is what the resident said, in the conversation's language
    (Button("page_source"), "en", "Where is this from?"),
    (Button("affirm"), "ja", "はい"),
    (topic_button("contact"), "ko", "전화·문의처"),
    (language_button("zh", "zh-Hant"), "en", "繁體中文"),
]


@pytest.mark.parametrize(("button", "locale", "text"), BUTTONS, ids=[row[0].payload for row in BUTTONS])
def test_a_button_needs_no_understanding(office: Office, button: Button, locale: str, text: str) -> None:
    parsed = office.parse(button, locale)
    assert parsed["text"] == text
    assert parsed["intent"] == {"name": button.intent, "confidence": 1.0}
    assert parsed["intent_ranking"] == [parsed["intent"]]
    assert {one["entity"]: one["value"] for one in parsed["entities"]} == button.entities
    assert all((one["start"], one["end"]) == (0, len(text)) for one in parsed["entities"])


def test_the_gate_lets_the_numbers_of_the_page_through(office: Office) -> None:
    written = "0120-95-0178 と 03-5246-9022"
    assert office.gate.mask(written).text == written
    assert set(office.gate.mask("123456789018").found) == {"my_number"}


def test_the_buttons_are_those_that_can_be_shown(office: Office) -> None:
    assert office.buttons["/page_source"] == Button("page_source")
    assert "/restart" not in office.buttons


def test_faulty_content_stops_the_start(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/facts.yml").unlink()
    with pytest.raises(ContentError, match=r"content/facts.yml: no such file"):
        Office(tmp_path / "content")
