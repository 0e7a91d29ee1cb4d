"""What the hotline tests share: the words of this repository, and a schedule that is the tests' own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from madoguchi.hotline.lexicon import Vocabulary, load_vocabularies
from madoguchi.hotline.phrases import Phrases, load_phrases
from madoguchi.hotline.schedule import Schedule

CONTENT = Path(__file__).parents[2] / "content"
JAPAN = ZoneInfo("Asia/Tokyo")
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0, tzinfo=JAPAN)

FACTS = {
    "timezone": "Asia/Tokyo",
    "hours": {
        "weekday": {"open": "9:30", "close": "20:00"},
        "holiday": {"open": "9:30", "close": "17:30"},
    },
    "closed": {"from": "12-29", "to": "01-03"},
}


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, Vocabulary]:
    return load_vocabularies(CONTENT / "calendar")


@pytest.fixture(scope="session")
def phrases() -> dict[str, Phrases]:
    return load_phrases(CONTENT / "hours")


@pytest.fixture(scope="session")
def schedule() -> Schedule:
    return Schedule.from_facts(FACTS)


def at(moment: str) -> datetime:
    """A moment in Japan, written as `2026-11-25 12:00`."""
    return datetime.fromisoformat(moment).replace(tzinfo=JAPAN)
