"""Names as 64 bits each, all of a text's in a few steps.

The hash of a name is a polynomial of its letters in one odd number, modulo 2 to the power of 64 (Karp and Rabin,
"Efficient randomized pattern-matching algorithms", 1987). By sums from the text's start, which are made once, that of a
part of it is a difference; the odd number's inverse takes out where the part stands.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from madoguchi.tfidf.spans import Spans

Hashes = NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15
INVERSE = pow(BASE, -1, 2**64)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Odd numbers that spread a letter's few bits over all 64 (those of the generator SplitMix64)."""
HALF = np.uint64(31)
SHORTEST = 4096
"""Letters for which the powers are made at least."""


def hashes(spans: Spans) -> Hashes:
    """Of each name: the same for the same letters wherever they stand, else hardly ever."""
    letters = np.frombuffer(spans.text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    starts, ends = spans.places
    back, forth = _powers(max(SHORTEST, 1 << len(letters).bit_length()))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(_spread(letters) * back[: len(letters)], out=sums[1:])
    return np.asarray((sums[ends] - sums[starts]) * forth[starts])


def _spread(letters: Hashes) -> Hashes:
    mixed = (letters + FIRST) * SECOND
    return (mixed ^ (mixed >> HALF)) * FIRST


@lru_cache(maxsize=8)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """So many of the inverse's and of the base's, from the one with exponent 0 on."""
    inverse, base = (np.full(count, factor, dtype=np.uint64) for factor in (INVERSE, BASE))
    inverse[0] = base[0] = 1
    return inverse.cumprod(), base.cumprod()
