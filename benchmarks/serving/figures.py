"""Percentiles, slopes and ratios: what is made of what was measured."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least this share of them does not exceed; NaN where there are none.

    By nearest rank, so that it is a time which somebody has waited.
    """
    if not values:
        return math.nan
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def slope(times: Sequence[float], values: Sequence[float]) -> float:
    """By how much the values grow in a unit of time, by least squares; NaN for fewer than two moments."""
    if len(set(times)) < 2:
        return math.nan
    return float(np.polyfit(times, values, 1)[0])


def ratio(ours: float, theirs: float) -> float:
    """NaN where either was not measured."""
    return ours / theirs if theirs else math.nan


def undisturbed(rate: float, seconds: float, cores: int, system: float, idle: float) -> float:
    """Messages a second, were the load generator and whatever else runs on a machine of their own.

    `system` and `idle` are processor seconds within the time measured. What is neither was taken by others. Of that,
    as much as was still idle would not have been used anyway; the rest is given back to the system.
    """
    available = cores * seconds
    taken = max(0.0, available - system - 2 * idle)
    return rate * available / max(available - taken, 1e-9)


def per_message(seconds: Mapping[str, float], messages: int) -> dict[str, float]:
    """Milliseconds of each part for one message."""
    return {name: 1000 * ratio(spent, messages) for name, spent in seconds.items()}
