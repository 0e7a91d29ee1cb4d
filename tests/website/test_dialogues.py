"""Conversations and hard cases that the bot has not learnt from, through the channel.

They are in the folder that MADOGUCHI_EVAL names, in the forms that `madoguchi evaluate` reads.
"""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import httpx
import pytest

from madoguchi.cli.client import Website
from madoguchi.cli.dialogues import Player
from madoguchi.cli.evaluate import faults_by_dialogue
from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import Supervisor
from tests.website.conftest import Resident, text, user_events

FOLDER = Path(os.environ.get("MADOGUCHI_EVAL", ""))
pytestmark = pytest.mark.skipif(not os.environ.get("MADOGUCHI_EVAL"), reason="MADOGUCHI_EVAL names no folder")


def rows(pattern: str) -> list[dict[str, Any]]:
    if not os.environ.get("MADOGUCHI_EVAL"):
        return []
    return [json.loads(line) for path in sorted(FOLDER.glob(pattern)) for line in path.read_text().splitlines()]


def hard(check: str) -> list[Any]:
    found = [row for row in rows("*/hard.jsonl") if row["check"] == check]
    return [pytest.param(row["text"], row["expect"], id=f"{row['lang']} {row['text']}") for row in found]


def dialogues() -> list[Any]:
    return [pytest.param(dialogue, id=str(dialogue["id"])) for dialogue in rows("dialogues.jsonl")]


@pytest.mark.parametrize("dialogue", dialogues())
def test_a_dialogue_goes_as_it_should(service: Service, supervisor: Supervisor, dialogue: dict[str, Any]) -> None:
    with Website(service.address) as website:
        answers = list(Player(website, service.database).play([dialogue]))
    assert faults_by_dialogue([dialogue], answers)[dialogue["id"]] == []


@pytest.mark.parametrize(("said", "expected"), hard("hours"))
def test_the_day_that_is_asked_for_is_understood(http: httpx.Client, said: str, expected: dict[str, Any]) -> None:
    hours = Resident(http).say(said)["messages"][0]["hours"]
    assert expected["day"] in (hours["rule"], "relative", "date")
    assert hours["date"].endswith(expected.get("date", ""))
    assert hours["is_open"] == expected.get("is_open", hours["is_open"])


@pytest.mark.parametrize(("said", "expected"), hard("reply_language"))
def test_a_first_message_is_answered_in_its_language(http: httpx.Client, said: str, expected: dict[str, Any]) -> None:
    assert Resident(http).say(said)["language"] == expected["lang"]


@pytest.mark.parametrize(("said", "expected"), hard("redact"))
def test_numbers_are_gone_and_facts_survive(
    http: httpx.Client, service: Service, said: str, expected: dict[str, Any]
) -> None:
    answer = text(Resident(http).say(said))
    kept = user_events(service.database)[-1]["text"]
    assert all(fact in kept for fact in expected["keep"])
    assert not [number for number in expected["numbers"] if number in digits(kept) or number in digits(answer)]
    assert ("⟦" in kept) == expected["redact"]


def digits(said: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", said) if character.isdecimal())
