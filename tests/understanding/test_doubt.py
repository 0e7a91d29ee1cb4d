"""When the bot answers, when it asks back, and when it has no idea."""

from __future__ import annotations

import pytest

from madoguchi.understanding.doubt import Doubt, decide

THRESHOLD = 0.5

Ranking = list[tuple[str, float]]

DECIDED: list[tuple[str, Ranking, Doubt | None]] = [
    # an answer from the page must be sure
    ("sure", [("faq_penalties", 0.9)], None),
    ("just sure", [("faq_penalties", 0.5)], None),
    ("not sure", [("faq_penalties", 0.4)], Doubt(0.6, ("faq_penalties",))),
    ("each kind of answer", [("hotline_cost", 0.4)], Doubt(0.6, ("hotline_cost",))),
    ("the ward", [("ward_contact", 0.4)], Doubt(0.6, ("ward_contact",))),
    ("the page", [("page_source", 0.4)], Doubt(0.6, ("page_source",))),
    # a greeting misleads nobody
    ("a greeting", [("greet", 0.1)], None),
    ("outside", [("out_of_scope", 0.1), ("faq_penalties", 0.1)], None),
    # three guesses at most, the likely ones, answers only, best first
    (
        "many guesses",
        [("faq_penalties", 0.3), ("hotline_cost", 0.2), ("ward_contact", 0.15), ("page_source", 0.1)],
        Doubt(0.7, ("faq_penalties", "hotline_cost", "ward_contact")),
    ),
    (
        "unlikely guesses",
        [("faq_penalties", 0.3), ("hotline_cost", 0.08), ("ward_contact", 0.07)],
        Doubt(0.7, ("faq_penalties", "hotline_cost")),
    ),
    (
        "a greeting among the guesses",
        [("faq_penalties", 0.3), ("greet", 0.25), ("hotline_cost", 0.2)],
        Doubt(0.7, ("faq_penalties", "hotline_cost")),
    ),
    ("no guess at all", [("faq_penalties", 0.05)], Doubt(0.95, ())),
    # nothing to go by
    ("no intents", [], Doubt(1.0, ())),
]


@pytest.mark.parametrize(("ranking", "doubt"), [row[1:] for row in DECIDED], ids=[row[0] for row in DECIDED])
def test_the_bot_answers_what_it_is_sure_of_and_asks_back_otherwise(ranking: Ranking, doubt: Doubt | None) -> None:
    assert decide(ranking, THRESHOLD) == (doubt and Doubt(pytest.approx(doubt.confidence), doubt.guesses))
