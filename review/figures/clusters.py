"""Sentences that ask for the same, found by the characters that they share. Knows no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from threading import Thread
from typing import Any

import regex

from review.search.grams import fold

GRAMS = (1, 3)
"""Characters that are compared at once; single ones, since two hanzi may be a whole question."""
FARTHEST = 0.72
"""Cosine distance, on average, up to which two groups are one; tried on the questions that the page leaves open."""
_HIRAGANA = regex.compile(r"[\p{Hiragana}ー\s\p{P}]+")
"""What Japanese sentences have in common whatever they ask: は何ですか, を教えてください."""


def clusters(texts: Sequence[str]) -> list[list[int]]:
    """The texts' places in groups, each with the most typical text first; the largest group first.

    Memory and time grow with the square of the number of different texts: 1,500 take 20 MB and half a second.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        same[" ".join(fold(text).split())].append(place)
    same.pop("", None)
    different = list(same)
    groups = [[same[different[number]] for number in group] for group in _grouped(different)]
    return sorted(([place for places in group for place in places] for group in groups), key=lambda one: -len(one))


def grams(text: str) -> list[str]:
    """Runs of characters; of a Japanese sentence those that name something, unless there are none."""
    padded = f" {text} "
    every = [
        padded[start : start + length]
        for length in range(GRAMS[0], GRAMS[1] + 1)
        for start in range(len(padded) - length + 1)
    ]
    return [gram for gram in every if not _HIRAGANA.fullmatch(gram)] or every


def load_beside(**_given: Any) -> None:
    """Loads what groups sentences, while other pages are served already."""
    Thread(target=load, name="clusters", daemon=True).start()


def load() -> tuple[Any, Any, Any, Any]:
    """Not loaded with the module: they take two seconds and 60 MB, which no command has a use for."""
    import numpy as np
    from scipy.cluster import hierarchy
    from scipy.spatial import distance
    from sklearn.feature_extraction import text

    return np, hierarchy, distance, text


def _grouped(texts: list[str]) -> list[list[int]]:
    """Groups of different texts; in each, the one nearest to the others first."""
    if len(texts) < 2:
        return [[place] for place in range(len(texts))]
    np, hierarchy, distance, text = load()
    weights = text.TfidfVectorizer(analyzer=grams, sublinear_tf=True, dtype=np.float32)
    vectors = weights.fit_transform(texts)
    nearness = (vectors @ vectors.T).toarray()
    distances = distance.squareform(np.clip(1 - nearness, 0, 1), checks=False)
    labels = hierarchy.fcluster(hierarchy.linkage(distances, "average"), FARTHEST, "distance")
    members: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        members[label].append(place)
    return [
        sorted(group, key=lambda place: (-float(nearness[place, group].sum()), place)) for group in members.values()
    ]
