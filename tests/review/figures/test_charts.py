"""Charts are documents of their own: no script, nothing from elsewhere, in the page's language, light and dark."""

from __future__ import annotations

import base64
import hashlib
from xml.etree import ElementTree

import pytest
from django.utils import translation

from review.figures.charts import policy, svg
from review.figures.figure import Column, Figure, Kind, Palette, Series

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script>"&\u202e'


def figure(kind: Kind, labels: list[str], *series: Series) -> Figure:
    return Figure("x", "Title", "about", kind, labels, series, [Column("c")], [[1]], Palette.MANY)


COUNTS = figure(Kind.STACKED, ["11/1", "11/2", "11/3"], Series("Japanese", [1, 0, 3]), Series("English", [2, 1, 0]))
SHARES = figure(Kind.SHARES, ["11/1", "11/2"], Series("good", [0.25, None]), Series("bad", [0.75, None]))
RANKED = figure(Kind.RANKED, ["マイナンバーとは", HOSTILE], Series("Messages", [20, 5]))
INTERVALS = figure(Kind.INTERVALS, ["a", "b"], Series("Right", [0.5, 1.0], [(0.1, 0.9), (0.2, 1.0)]))
EVERY = {"counts": COUNTS, "shares": SHARES, "ranked": RANKED, "intervals": INTERVALS}


def parsed(document: str) -> ElementTree.Element:
    return ElementTree.fromstring(document)


def texts(document: str) -> list[str]:
    return [one.text or "" for one in parsed(document).iter(f"{SVG}text")]


def bars(document: str) -> list[tuple[float, float]]:
    """Width and height of each, those without any left out."""
    drawn = [one for one in parsed(document).iter(f"{SVG}rect") if "reactive" in one.get("class", "").split()]
    sizes = [
        (float(one.get("width", 0)), float(one.get("height", 0)))
        for one in drawn
        if "rect" in one.get("class", "").split()
    ]
    return [size for size in sizes if min(size) > 0.01]


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_runs_nothing_and_fetches_nothing(name: str) -> None:
    document = svg(EVERY[name])
    root = parsed(document)
    assert not list(root.iter(f"{SVG}script"))
    assert not [one for one in root.iter() for key in one.attrib if key.startswith("on") or key.endswith("href")]
    assert "url(" not in document
    assert "@import" not in document
    assert not [one for one in root.iter() if one.get("style")]


@pytest.mark.parametrize("name", EVERY)
def test_the_policy_lets_a_chart_have_its_own_style_alone(name: str) -> None:
    document = svg(EVERY[name])
    style = parsed(document).find(f".//{SVG}style")
    assert style is not None
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policy(document) == f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"


def test_a_chart_is_dark_where_the_system_is_and_never_on_paper() -> None:
    assert "prefers-color-scheme: dark" in svg(COUNTS).replace(
        "prefers-color-scheme:dark", "prefers-color-scheme: dark"
    )
    assert "prefers-color-scheme" not in svg(COUNTS, on_paper=True)


def test_bars_are_as_high_as_what_they_count() -> None:
    heights = sorted(round(height, 1) for _width, height in bars(svg(COUNTS)))
    unit = heights[0]
    assert [round(height / unit, 1) for height in heights] == [1, 1, 2, 3]


def test_bars_are_as_long_as_what_they_rank_and_the_first_is_on_top() -> None:
    document = svg(RANKED)
    widths = sorted(width for width, _height in bars(document))
    assert widths[1] / widths[0] == pytest.approx(4, abs=0.01)
    assert {"20", "5"} <= set(texts(document))


def test_an_interval_is_a_line_beside_its_bar() -> None:
    lines = [one for one in parsed(svg(INTERVALS)).iter(f"{SVG}g") if one.get("class") == "ci"]
    assert len(lines) == 2


def test_what_residents_wrote_is_text_in_a_chart() -> None:
    assert HOSTILE in texts(svg(RANKED))
    assert "<script" not in svg(RANKED)


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "この期間のデータはありません"), ("en", "Nothing in this period")]
)
def test_a_chart_without_anything_says_so(language: str, said: str) -> None:
    with translation.override(language):
        assert said in texts(svg(figure(Kind.STACKED, ["11/1"], Series("x", [None]))))


@pytest.mark.parametrize(("count", "named"), [(7, 7), (31, 8), (365, 8)])
def test_no_more_days_are_named_than_there_is_room_for(count: int, named: int) -> None:
    many = figure(Kind.STACKED, [f"d{number}" for number in range(count)], Series("x", [1] * count))
    assert len([text for text in texts(svg(many)) if text.startswith("d")]) == named


def test_a_legend_names_the_series_and_one_alone_needs_none() -> None:
    assert {"Japanese", "English"} <= set(texts(svg(COUNTS)))
    alone = figure(Kind.STACKED, ["11/1"], Series("alone", [3]))
    assert "alone" not in texts(svg(alone))
