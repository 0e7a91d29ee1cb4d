"""The conversations below `conversations/`, as Rasa plays them on the model for the present data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from madoguchi.serving.environment import environment
from tests.conftest import LANGUAGES, ROOT
from tests.examples import examples

STORIES = ROOT / "tests/conversations"
FILES = sorted(STORIES.glob("*/test_*.yml"))
BUTTONS = {"none_of_these"}
"""Intents that nobody types."""
FEWEST_TURNS = 30
SAID_BY_ACTIONS = {"affirm", "human_handoff", "not_helpful", "none_of_these"}
"""Responses that no rule names, since an action chooses among them."""
WARNING = re.compile(r"UserWarning: (.+)")
UNUSED = re.compile(r"The utterance 'utter_(\w+)' is not used in any story or rule")
WITHOUT_EXAMPLES = re.compile(r"The intent '(\w+)' is listed in the domain file, but is not found in the NLU")
TWO_INTENTS = re.compile(r"The example '(.+)' was found labeled with multiple different intents")
Story = dict[str, Any]


def rasa(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "madoguchi.rasa", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(ROOT, MPLBACKEND="agg"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def stories(path: Path) -> list[Story]:
    return list(read(path)["stories"])


def turns(language: str) -> list[dict[str, str]]:
    """What residents say in a language's conversations."""
    every = [story for path in STORIES.glob(f"{language}/test_*.yml") for story in stories(path)]
    return [step for story in every for step in story["steps"] if "user" in step]


def outline(language: str) -> dict[str, list[tuple[str, list[str]]]]:
    """A language's conversations without their words: the intents and actions of each story in each file."""
    suffix = f" ({language})"
    return {
        path.name: [
            (story["story"].removesuffix(suffix), [_what(step) for step in story["steps"]]) for story in stories(path)
        ]
        for path in STORIES.glob(f"{language}/test_*.yml")
    }


def _what(step: dict[str, str]) -> str:
    return step.get("action") or step["intent"]


# Rasa starts, loads the model and parses some hundred messages.
@pytest.mark.timeout(600, func_only=True)
def test_every_story_goes_as_it_is_told(model: Path, tmp_path: Path) -> None:
    told = sum(len(stories(path)) for path in FILES)
    # Actions are predicted and not run, so that no action server is needed.
    played = rasa(*("test", "core", "--e2e", "--no-plot", "--stories", STORIES, "--model", model, "--out", tmp_path))
    assert played.returncode == 0, played.stdout
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf8")
    assert "story:" not in failed, failed
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf8"))
    assert report["conversation_accuracy"] == {
        "accuracy": 1.0,
        "correct": told,
        "with_warnings": 0,
        "total": told,
    }


# Reads some ten thousand examples several times.
@pytest.mark.timeout(600, func_only=True)
def test_rasa_finds_no_fault_in_the_data() -> None:
    validated = rasa("data", "validate", "--config", "config.yml", "--domain", "domain.yml", "--data", "data")
    assert validated.returncode == 0, validated.stdout
    warnings = WARNING.findall(validated.stdout)
    assert [warning for warning in warnings if not is_understood(warning)] == []


def is_understood(warning: str) -> bool:
    """Whether Rasa warns of what is meant to be so."""
    if unused := UNUSED.match(warning):
        return unused[1] in SAID_BY_ACTIONS
    if intent := WITHOUT_EXAMPLES.match(warning):
        return intent[1] in BUTTONS
    example = TWO_INTENTS.match(warning)
    return example is not None and not has_two_intents_in_one_language(example[1])


def has_two_intents_in_one_language(text: str) -> bool:
    """A word such as どうも greets in one language and thanks in another."""
    meanings = {(one.language, one.intent) for one in examples() if one.text == text}
    return len(meanings) > len({language for language, _ in meanings})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_conversations(language: str) -> None:
    assert outline(language) == outline(LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_resident_can_ask_is_asked(language: str) -> None:
    asked = turns(language)
    assert {turn["intent"] for turn in asked} == set(read(ROOT / "domain.yml")["intents"]) - BUTTONS
    assert len(asked) >= FEWEST_TURNS


def test_every_language_of_the_content_has_conversations() -> None:
    assert {path.parent.name for path in FILES} == set(read(ROOT / "content/languages.yml"))
