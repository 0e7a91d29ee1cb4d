"""The bot of `rasa init` is made of our own data, and has an answer to everything that it can understand."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.serving.rasa_init import EPOCHS, OURS_ALONE, files, learnt_and_held_out
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return files(ROOT)


def steps(made: dict[str, Any], kind: str) -> list[dict[str, str]]:
    return [step for one in made[f"{kind}.yml"][kind] for step in one["steps"]]


def test_it_has_what_rasa_takes_where_nothing_is_named(made: dict[str, Any]) -> None:
    named = {one["name"] for one in [*made["config.yml"]["pipeline"], *made["config.yml"]["policies"]]}
    assert named >= {"WhitespaceTokenizer", "DIETClassifier", "ResponseSelector", "FallbackClassifier"}
    assert named >= {"MemoizationPolicy", "RulePolicy", "UnexpecTEDIntentPolicy", "TEDPolicy"}
    assert {one["epochs"] for one in made["config.yml"]["pipeline"] if "epochs" in one} == {EPOCHS}


@pytest.mark.parametrize("kind", ["rules", "stories"])
def test_every_step_is_one_of_its_domain(made: dict[str, Any], kind: str) -> None:
    domain = made["domain.yml"]
    assert {step["intent"] for step in steps(made, kind) if "intent" in step} <= {*domain["intents"], "nlu_fallback"}
    actions = {step["action"] for step in steps(made, kind) if "action" in step}
    assert actions <= domain["responses"].keys()
    assert not actions & OURS_ALONE


def test_every_intent_has_a_rule_a_story_and_an_answer(made: dict[str, Any]) -> None:
    intents = set(made["domain.yml"]["intents"])
    for kind in ("rules", "stories"):
        assert {step["intent"] for step in steps(made, kind) if "intent" in step} >= intents
    assert all(text["text"] for texts in made["domain.yml"]["responses"].values() for text in texts)


def test_it_is_the_same_bot_each_time_it_is_made(made: dict[str, Any]) -> None:
    assert files(ROOT) == made


def test_what_is_asked_is_not_what_it_has_learnt() -> None:
    learnt, held_out = learnt_and_held_out(ROOT)
    assert (
        {one.language for one in held_out} == {one.language for one in learnt} == {"en", "es", "ja", "ko", "pt", "zh"}
    )
    assert not set(learnt) & set(held_out)
