"""Whether what was answered is what was kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.serving.dialects import Answer, checksum
from benchmarks.serving.order import faults
from tests.robustness.verdict import Kept

KEPT = [Kept("1", "ann", ("hello",)), Kept("2", "ben", ("はい", "それから")), Kept("3", "ann", ("bye",))]
ANSWERED = [
    [Answer("1", checksum(["hello"])), Answer("3", checksum(["bye"]))],
    [Answer("2", checksum(["はい", "それから"]))],
]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (KEPT, {}),
        # a turn whose answer did not arrive is none of our answers
        ([*KEPT, Kept("4", "eve", ("?",))], {}),
        (KEPT[:2], {"not kept": 1}),
        ([*KEPT, KEPT[0]], {"kept twice": 1, "out of order": 1}),
        ([*KEPT[:2], replace(KEPT[2], answers=("hello",))], {"another answer kept": 1}),
        ([*KEPT[:2], replace(KEPT[2], answers=())], {"another answer kept": 1}),
        ([*KEPT[:2], replace(KEPT[2], conversation="ben")], {"in another conversation": 1}),
        ([*reversed(KEPT)], {"out of order": 1}),
    ],
)
def test_each_message_is_kept_once_in_order_with_its_answer(kept: list[Kept], expected: dict[str, int]) -> None:
    assert dict(faults(ANSWERED, kept)) == expected
