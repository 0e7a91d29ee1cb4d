"""The rich menus, from the command to the platform."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable

import pytest
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from madoguchi.cli import app
from madoguchi.content import Content
from madoguchi.line.menus import AREAS, alias
from madoguchi.line.pictures import NoTypeface, picture, typeface
from tests.conftest import LOCALES
from tests.line.conftest import TOKEN
from tests.line.platform import Platform

CAN_DRAW = shutil.which("fc-match") is not None
pytestmark = pytest.mark.skipif(not CAN_DRAW, reason="fontconfig is not installed: fc-match finds the typefaces")


@pytest.fixture
def run(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Result]:
    monkeypatch.setenv("MADOGUCHI_LINE_TOKEN", TOKEN)
    monkeypatch.setenv("MADOGUCHI_LINE_API", platform.address)
    return lambda: CliRunner().invoke(app, ["line", "set-up"])


def test_each_locale_gets_a_menu_with_a_picture_under_its_alias(platform: Platform, run: Callable[[], Result]) -> None:
    assert run().exit_code == 0
    assert set(platform.menus.aliases) == {alias(locale) for locale in LOCALES}
    assert set(platform.menus.aliases.values()) == set(platform.menus.pictures)
    assert platform.menus.default == platform.menus.aliases["madoguchi-ja"]


def test_a_second_time_replaces_the_menus_of_the_first(platform: Platform, run: Callable[[], Result]) -> None:
    run()
    first = dict(platform.menus.aliases)
    assert run().exit_code == 0
    assert set(platform.menus.menus) == set(platform.menus.aliases.values())
    assert set(platform.menus.menus) & set(first.values()) == set()


def test_a_wrong_token_is_told_of_and_changes_nothing(
    platform: Platform, run: Callable[[], Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MADOGUCHI_LINE_TOKEN", "another")
    done = run()
    assert done.exit_code == 1
    assert "401" in done.output
    assert platform.menus.menus == {}


def test_without_a_token_the_command_says_which_variable_it_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MADOGUCHI_LINE_TOKEN", raising=False)
    done = CliRunner().invoke(app, ["line", "set-up"])
    assert (done.exit_code, "MADOGUCHI_LINE_TOKEN" in done.output) == (1, True)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_picture_has_ink_in_each_of_its_areas(content: Content, locale: str) -> None:
    drawn = picture(content.interfaces[locale].line.menu.model_dump(), locale)
    with Image.open(io.BytesIO(drawn)) as image:
        grey = image.convert("L")
    assert grey.size == (2500, 843)
    width = 2500 // len(AREAS)
    for place in range(len(AREAS)):
        symbol, label = ((place * width, top, (place + 1) * width, top + 320) for top in (140, 480))
        assert grey.crop(symbol).getextrema()[0] < 100
        assert grey.crop(label).getextrema()[0] < 100


def test_a_label_is_drawn_in_its_own_letters(content: Content) -> None:
    """A typeface without Hangul would draw the same boxes for all of it."""
    words = content.interfaces["ko"].line.menu.model_dump()
    assert picture(words, "ko") != picture(words | {"topics": "가나 다라"}, "ko")


def test_a_language_that_no_typeface_writes_is_refused() -> None:
    with pytest.raises(NoTypeface, match="install one"):
        typeface("xx")
