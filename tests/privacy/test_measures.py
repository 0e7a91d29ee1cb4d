"""What `make bench-privacy` measures in full, with fewer tries: the figures that the gate must reach."""

from __future__ import annotations

from random import Random

import pytest

from madoguchi.evaluation import gate as measures
from madoguchi.evaluation import notations
from madoguchi.privacy import Gate, Masked
from tests.conftest import LANGUAGES
from tests.examples import examples

from .conftest import FACTS

SEED = 20261125


def test_every_listed_notation_is_masked(gate: Gate) -> None:
    assert measures.recall_of_listed(gate, 2000, SEED).failures == []


def test_of_spoilt_notations_one_in_a_thousand_is_left_at_most(gate: Gate) -> None:
    tally = measures.recall_of_mutated(gate, 4000, SEED)
    assert tally.recall >= 0.999, tally.failures


def test_no_fact_of_the_page_is_masked_beside_a_number(gate: Gate) -> None:
    assert measures.facts_kept(gate, FACTS, 2000, SEED).failures == []


SPLITS = [notations.WIDTHS, notations.HANZI, notations.HANGUL]


@pytest.mark.parametrize("numerals", SPLITS, ids=["digits", "hanzi", "hangul"])
def test_a_number_sent_in_two_to_four_messages_cannot_be_put_together(gate: Gate, numerals: list[str]) -> None:
    tally = measures.recall_of_split(gate, numerals, 2000, SEED)
    assert tally.recall >= 0.995, tally.failures


def clean_messages(count: int) -> list[str]:
    """As many of each language, from all over the training data."""
    random = Random(SEED)
    told = {language: [one.text for one in examples() if one.language == language] for language in LANGUAGES}
    return [text for own in told.values() for text in random.sample(own, min(len(own), count // len(told) + 1))]


def test_of_10_000_clean_messages_one_in_a_thousand_is_touched_at_most(gate: Gate) -> None:
    tally = measures.clean_messages_masked(gate, clean_messages(10_000))
    assert tally.tries >= 10_000
    assert len(tally.failures) <= tally.tries / 1000, tally.failures


def test_of_clean_conversations_hardly_a_message_is_touched(gate: Gate) -> None:
    tally = measures.clean_conversations_masked(gate, clean_messages(10_000), SEED)
    assert tally.tries >= 10_000
    assert len(tally.failures) <= tally.tries / 1000, tally.failures


class TestTheMeasureItself:
    """A measure that never fails would say as much of a gate that masks nothing."""

    class Open(Gate):
        def mask(self, text: str) -> Masked:
            return Masked(text)

    def test_a_gate_that_masks_nothing_has_no_recall(self) -> None:
        gate = self.Open(FACTS)
        assert measures.recall_of_listed(gate, 50, SEED).recall == 0
        assert measures.recall_of_mutated(gate, 50, SEED).recall == 0

    def test_a_gate_without_facts_keeps_none(self) -> None:
        assert len(measures.facts_kept(Gate([]), FACTS[:3], 50, SEED).failures) == 50

    def test_digits_around_a_number_are_not_those_of_the_number(self) -> None:
        sample = notations.Sample("123456789018", "1234 5678 9018", "nº 7: 1234 5678 9018")
        assert measures.digits_left("nº 7: ⟦my_number⟧", sample) == 0
        assert measures.digits_left("nº 7: 1234 ⟦stray_digits⟧", sample) == 4
