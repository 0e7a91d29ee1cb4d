"""Figures as SVG documents of their own: no script, light and dark by what the reader's system prefers."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pygal
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from pygal.style import Style

from review.conversations import intents
from review.figures.figure import Figure, Kind, Series

FONT = 14
MOST_LABELS = 8
"""Along the time."""
MARGIN, LEGEND = 12, 22
"""Pixels: around a chart; of a line of the legend."""
SVG = "http://www.w3.org/2000/svg"
NAMESPACES = {"": SVG, "xlink": "http://www.w3.org/1999/xlink"}

UNUSED = {f"{{{SVG}}}script", f"{{{SVG}}}desc"}


def svg(figure: Figure, *, on_paper: bool = False) -> str:
    """The document; on paper it is light whatever the system prefers."""
    chart = _KINDS[figure.kind](figure, on_paper)
    for series in figure.series:
        chart.add(series.name, _values(series)[:: -1 if figure.is_ranked else 1])
    return _cleaned(chart.render(is_unicode=True), figure.title)


def policy(document: str) -> str:
    """The content security policy that lets the document have its own style and nothing else."""
    style = ElementTree.fromstring(document).findtext(f".//{{{SVG}}}style") or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"


def _along_time(figure: Figure, on_paper: bool) -> Any:
    is_share = figure.kind is Kind.SHARES
    columns = _legend_columns(figure)
    chart = pygal.StackedBar(
        **_common(figure, on_paper),
        show_legend=len(figure.series) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=columns,
        margin_bottom=MARGIN + LEGEND * (-(-len(figure.series) // columns) - 1),
        x_labels_major_every=max(1, -(-len(figure.labels) // MOST_LABELS)),
        show_minor_x_labels=False,
        value_formatter=_hundredths if is_share else _count,
    )
    chart.x_labels = list(figure.labels)
    highest = max(
        (sum(value or 0 for value in values) for values in zip(*(one.values for one in figure.series), strict=True)),
        default=0,
    )
    if not is_share and highest < 5:
        chart.range = (0, 5)
    return chart


def _ranked(figure: Figure, on_paper: bool) -> Any:
    """The library begins at the bottom, so all is turned around."""
    is_share = figure.kind is Kind.INTERVALS
    chart = pygal.HorizontalBar(
        **_common(figure, on_paper),
        show_legend=False,
        print_values=not is_share,
        print_values_position="top",
        value_formatter=_hundredths if is_share else _count,
    )
    chart.x_labels = list(figure.labels)[::-1]
    if is_share:
        chart.range = (0, 1)
    return chart


_KINDS: dict[Kind, Callable[[Figure, bool], Any]] = {
    Kind.STACKED: _along_time,
    Kind.SHARES: _along_time,
    Kind.RANKED: _ranked,
    Kind.INTERVALS: _ranked,
}


def _common(figure: Figure, on_paper: bool) -> dict[str, Any]:
    """Settings of every chart. The stylesheet is ours; the library's sizes serve to leave room for texts."""
    return {
        "width": figure.width,
        "height": figure.height,
        "css": [f"inline:{_stylesheet(on_paper)}"],
        "style": Style(
            font_family="inherit",
            label_font_size=FONT,
            major_label_font_size=FONT,
            legend_font_size=FONT,
            value_font_size=FONT,
        ),
        "classes": ("chart", figure.palette.value),
        "no_prefix": True,
        "js": (),
        "no_data_text": _("Nothing in this period"),
        "truncate_label": -1,
        "truncate_legend": -1,
        "margin": MARGIN,
        "margin_left": MARGIN + _more_width(figure) if figure.is_ranked else MARGIN,
        "rounded_bars": 2,
        "include_x_axis": True,
        "min_scale": 3,
        "max_scale": 6,
    }


def _legend_columns(figure: Figure) -> int:
    """As many names beside each other as fit."""
    widest = max(_length(series.name) for series in figure.series)
    return max(1, min(len(figure.series), round(figure.width - 6 * MARGIN) // round(widest * FONT + 2 * LEGEND)))


def _more_width(figure: Figure) -> int:
    """Pixels that names take beyond what the library leaves for them: 0.6 of the size for each character."""
    widest = max(map(_length, figure.labels), default=0)
    counted = max(map(len, figure.labels), default=0) * 0.6
    return max(0, round((widest - counted) * FONT))


def _length(text: str) -> float:
    """In sizes of the letters, about."""
    return sum(1.02 if unicodedata.east_asian_width(one) in "WF" else 0.57 for one in text)


def _values(series: Series) -> list[Any]:
    if not series.intervals:
        return list(series.values)
    pairs = zip(series.values, series.intervals, strict=True)
    return [{"value": value, "ci": {"low": low, "high": high}} for value, (low, high) in pairs]


def _count(value: float) -> str:
    return str(format_decimal(round(value), locale=intents.reading())) if value == int(value) else ""


def _hundredths(value: float) -> str:
    return f"{round(value * 100)}%"


@cache
def _stylesheet(on_paper: bool) -> str:
    folder = Path(__file__).parent
    light, dark, shapes = ((folder / f"{name}.css").read_text("utf8") for name in ("light", "dark", "shapes"))
    return light + shapes if on_paper else f"{light}@media (prefers-color-scheme: dark) {{{dark}}}{shapes}"


def _cleaned(document: str, title: str) -> str:
    """Without the library's scripts, remarks and texts for what only a script could show."""
    for prefix, address in NAMESPACES.items():
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(document)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in UNUSED or child.get("class") == "tooltip":
                parent.remove(child)
    root.attrib.pop("id", None)
    found = root.find(f"{{{SVG}}}title")
    if found is not None:
        found.text = title
    return ElementTree.tostring(root, encoding="unicode")
