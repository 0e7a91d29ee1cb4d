"""The commands that need a trained model, as processes, with nothing in place of Rasa."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from .conftest import REPOSITORY

QUESTIONS = [
    {"lang": "en", "text": "  What is My Number?  "},
    {"lang": "ja", "text": "123456789018は私の番号です。日曜日も電話できますか"},
    {"lang": "es", "text": "/restart"},
    {"lang": "ko", "text": "\ud800 콜센터 전화번호가 뭐예요?"},
    {"lang": "zh", "text": ""},
]
DIALOGUES = [
    {"id": "ko-1", "turns": [{"user": "안녕하세요"}, {"user": "콜센터 전화번호가 뭐예요?"}]},
    {"id": "en-1", "turns": [{"user": "What is the phone number of the call centre?"}]},
]


def command(*arguments: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The JSON lines that a command writes for the ones given; nothing else may be on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "madoguchi", *arguments, "-"],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        input="".join(json.dumps(line) + "\n" for line in given).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_messages_are_predicted_as_the_bot_would_act_on_them() -> None:
    predicted = command("predict", given=QUESTIONS)
    assert [{"lang": one["lang"], "text": one["text"]} for one in predicted] == QUESTIONS
    assert [one["intent"] for one in predicted[:2]] == ["faq_what_is_my_number", "hotline_hours"]
    assert [predicted[number]["language"] for number in (0, 1, 3)] == ["en", "ja", "ko"]
    assert all(0 <= one["confidence"] <= 1 and one["intent"] for one in predicted)


def test_dialogues_are_played_through_the_channel_and_leave_nothing_behind() -> None:
    played = command("converse", given=DIALOGUES)
    assert [(one["id"], one["turn"], one["intent"], one["language"]) for one in played] == [
        ("ko-1", 1, "greet", "ko"),
        ("ko-1", 2, "hotline_number", "ko"),
        ("en-1", 1, "hotline_number", "en"),
    ]
    for one in played[1:]:
        assert "0120-0178-26" in one["text"]
