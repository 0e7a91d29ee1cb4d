"""What may be acted on, and what the bot had better ask about."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.rasa.nlu.fallback import GuessingFallback

from .conftest import Make, message


def ranked(*ranking: tuple[str, float]) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence} for name, confidence in ranking]


SURE = [
    ranked(("faq_penalties", 0.5)),
    ranked(("greet", 0.1), ("faq_penalties", 0.1)),
]


@pytest.mark.parametrize("ranking", SURE, ids=["an answer", "a greeting"])
def test_the_fallback_leaves_alone_what_may_be_acted_on(made: Make, ranking: list[dict[str, Any]]) -> None:
    [told] = made(GuessingFallback, threshold=0.5).process([message("...", intent=ranking[0], intent_ranking=ranking)])
    assert told.get("intent") == ranking[0]
    assert told.get("guesses") is None


def test_the_fallback_keeps_its_guesses(made: Make) -> None:
    ranking = ranked(("faq_penalties", 0.4), ("greet", 0.3), ("hotline_cost", 0.2), ("page_source", 0.01))
    [told] = made(GuessingFallback, threshold=0.5).process([message("...", intent=ranking[0], intent_ranking=ranking)])
    assert told.get("intent") == {"name": "nlu_fallback", "confidence": pytest.approx(0.6)}
    assert told.get("intent_ranking") == [told.get("intent"), *ranking]
    assert told.get("guesses") == ["faq_penalties", "hotline_cost"]
    assert {"intent", "guesses"} <= told.as_dict(only_output_properties=True).keys()


def test_the_fallback_is_certain_of_a_message_without_intents(made: Make) -> None:
    [told] = made(GuessingFallback).process([message("...")])
    assert told.get("intent") == {"name": "nlu_fallback", "confidence": 1.0}
    assert told.get("guesses") == []


# the choice of a language
