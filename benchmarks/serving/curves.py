"""The figures as curves, in SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.serving.measure import Measured
from benchmarks.serving.systems import SYSTEMS


class Curve(NamedTuple):
    """What stands on the axes, and the points of one system."""

    name: str
    across: str
    up: str
    points: Callable[[Measured], dict[int, float]]


CURVES = (
    Curve(
        "throughput",
        "conversations at once",
        "messages a second",
        lambda one: {level.conversations: level.rate for level in one.levels},
    ),
    Curve(
        "latency",
        "conversations at once",
        "milliseconds until the answer, 95th percentile",
        lambda one: {level.conversations: level.latency[95] for level in one.levels},
    ),
    Curve("turns", "message of a conversation", "milliseconds of a turn", lambda one: one.turns),
)


def draw(measured: Mapping[str, Measured], folder: Path) -> list[Path]:
    """One file for each curve, with all systems in it; both axes are logarithmic."""
    import matplotlib as mpl  # slow to import

    # Text as text, and names that do not change, so that the same figures give the same file.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "serving"}):
        return [_save(_figure(curve, measured), folder / f"serving-{curve.name}.svg") for curve in CURVES]


def _figure(curve: Curve, measured: Mapping[str, Measured]) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.add_subplot(xlabel=curve.across, ylabel=curve.up, xscale="log", yscale="log")
    for name, one in measured.items():
        points = curve.points(one)
        title = SYSTEMS[name].title.replace("*", "").replace("`", "")
        axes.plot(list(points), list(points.values()), marker="o", label=title)
    ticks = sorted({place for one in measured.values() for place in curve.points(one)})
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:,.4g}")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    return figure


def _save(figure: Any, path: Path) -> Path:
    figure.savefig(path, metadata={"Date": None, "Creator": None})
    return path
