"""What the tests of several packages share: the content of this repository, and replies composed from it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from madoguchi.content import Content, load
from madoguchi.hotline import HoursDesk
from madoguchi.replies import Composer
from madoguchi.serving.training import ensure_model

pytest_plugins = ["tests.services"]

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CONTENT = ROOT / "content"
JAPAN = ZoneInfo("Asia/Tokyo")
LANGUAGES = ("ja", "en", "zh", "ko", "es", "pt")
LOCALES = ("ja", "en", "zh-Hans", "zh-Hant", "ko", "es", "pt")
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0, tzinfo=JAPAN)
SHARING = {"line", "stack", "website", "widget"}
"""Folders whose tests share a bot that takes long to start."""


@pytest.hookimpl(tryfirst=True)  # before the names go to the process that shares them out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in several processes, a file's stay in one, and so do those that share a bot."""
    for item in items:
        folder, *rest = item.path.relative_to(TESTS).parts
        item.add_marker(pytest.mark.xdist_group(folder if folder in SHARING else "/".join([folder, *rest])))


@pytest.fixture(scope="session")
def content() -> Content:
    return load(CONTENT)


@pytest.fixture(scope="session")
def desk(content: Content) -> HoursDesk:
    return HoursDesk(content.facts.model_dump(by_alias=True), CONTENT)


@pytest.fixture(scope="session")
def composer(content: Content, desk: HoursDesk) -> Composer:
    return Composer(content, desk)


@pytest.fixture(scope="session")
def model() -> Path:
    """The model for the present data, trained now if there is none."""
    return ensure_model(ROOT)


def at(moment: str) -> datetime:
    """A moment in Japan, written as `2026-11-25 12:00`."""
    return datetime.fromisoformat(moment).replace(tzinfo=JAPAN)
