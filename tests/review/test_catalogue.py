"""Every word of the app is there in Japanese."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from review.site import catalogue
from review.site.places import ROOT

APPS = sorted(path.parent for path in (ROOT / "review").glob("*/__init__.py"))


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_message_has_a_translation(app: Path) -> None:
    known = catalogue.read(app)
    translated = {(message.id, message.context) for message in known if message.id and all(_strings(message.string))}
    assert set(catalogue.said(app)) - translated == set()


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_no_translation_is_left_over(app: Path) -> None:
    assert {(one.id, one.context) for one in catalogue.read(app) if one.id} - set(catalogue.said(app)) == set()


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


def test_pages_speak_japanese() -> None:
    with translation.override("ja"):
        assert gettext("Log in") == "ログイン"
