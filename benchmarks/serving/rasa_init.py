"""The bot as `rasa init` would have built it from our own data: Rasa's defaults, and answers as plain responses.

Its pipeline and policies are those that Rasa takes where config.yml names none. To be trained in minutes it learns a
share of the examples for a few epochs. A turn costs the same after any number of epochs; with all examples, which have
more words, it would cost a little more.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.examples import Example, split, training_examples
from benchmarks.stock import nlu_data
from madoguchi.content import load
from madoguchi.hotline import HoursDesk
from madoguchi.replies import Composer, Turn
from madoguchi.serving.environment import environment

SHARE = 0.02
"""Of the examples of each intent and language."""
EPOCHS = 5
LANGUAGE = "ja"
"""Of all responses: a plain domain has one text for each."""
NOON = dt.datetime(2026, 12, 1, 3, tzinfo=dt.timezone.utc)
"""Of a Tuesday in Japan: answers that depend on the clock would need a new model each day."""
OURS_ALONE = {"action_take_offer", "action_hand_off"}
"""What the action server does in our bot, and a plain response here."""
STORY = 3
"""Questions in a story, about as many as in those of `rasa init`."""
ROUNDS = 2
"""Stories in which each intent is asked."""
CACHE = Path(".cache/rasa-init")


def ensure_bot(root: Path) -> Path:
    """The folder with its configuration and its model; trained now if there is none for the present data.

    Raises RuntimeError where Rasa does not make a model.
    """
    texts = {name: _dump(held) for name, held in files(root).items()}
    digest = hashlib.sha256("".join(texts.values()).encode()).hexdigest()
    folder = root / CACHE / digest[:16]
    if not (folder / "model.tar.gz").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf8")
        _train(folder)
    return folder


@functools.cache
def learnt_and_held_out(root: Path) -> tuple[list[Example], list[Example]]:
    """The examples that it learns, and all others."""
    return split(training_examples(root / "data/nlu"), SHARE)


def files(root: Path) -> dict[str, Any]:
    """Everything that its folder holds, by the files' names."""
    learnt, _ = learnt_and_held_out(root)
    intents = sorted({one.intent for one in learnt})
    return {
        "config.yml": _config(),
        "domain.yml": _domain(root, intents),
        "nlu.yml": nlu_data(learnt),
        "rules.yml": {"version": "3.1", "rules": _rules(root, {*intents, "nlu_fallback"})},
        "stories.yml": {"version": "3.1", "stories": _stories(intents)},
        "credentials.yml": {"rest": None},
        "sqlite.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "${RASA_INIT_DB}"}},
        "memory.yml": {},
    }


def _config() -> dict[str, Any]:
    default = resources.files("rasa.engine.recipes.config_files").joinpath("default_config.yml")
    config: dict[str, Any] = yaml.safe_load(default.read_text("utf8"))
    for one in [*config["pipeline"], *config["policies"]]:
        if "epochs" in one:
            one["epochs"] = EPOCHS
    return config | {"assistant_id": "rasa-init"}


def _domain(root: Path, intents: Sequence[str]) -> dict[str, Any]:
    names = [f"utter_{intent}" for intent in (*intents, "nlu_fallback")]
    composer = _composer(root)
    turn = Turn("", LANGUAGE, NOON)
    responses = {name: [{"text": composer.compose(name, turn).text}] for name in names}
    session = {"session_expiration_time": 60, "carry_over_slots_to_new_session": True}
    return {"version": "3.1", "intents": list(intents), "responses": responses, "session_config": session}


def _composer(root: Path) -> Composer:
    content = load(root / "content")
    return Composer(content, HoursDesk(content.facts.model_dump(by_alias=True), root / "content"))


def _rules(root: Path, intents: set[str]) -> list[dict[str, Any]]:
    """Our own, for the intents that can be understood."""
    held = [yaml.safe_load(path.read_text("utf8"))["rules"] for path in sorted((root / "data/rules").glob("*.yml"))]
    rules = [rule for file in held for rule in file if rule["steps"][0]["intent"] in intents]
    return [{"rule": rule["rule"], "steps": [_plain(step, rule) for step in rule["steps"]]} for rule in rules]


def _plain(step: dict[str, str], rule: dict[str, Any]) -> dict[str, str]:
    return _answer(rule["steps"][0]["intent"]) if step.get("action") in OURS_ALONE else step


def _answer(intent: str) -> dict[str, str]:
    return {"action": f"utter_{intent}"}


def _stories(intents: Sequence[str]) -> list[dict[str, Any]]:
    """A few questions in a row, in any order; without stories, two of Rasa's default policies would learn nothing."""
    shuffled = [intent for seed in range(ROUNDS) for intent in Random(seed).sample(list(intents), len(intents))]
    chosen = [shuffled[first : first + STORY] for first in range(0, len(shuffled), STORY)]
    return [
        {"story": f"questions {number}", "steps": [step for one in asked for step in ({"intent": one}, _answer(one))]}
        for number, asked in enumerate(chosen)
    ]


def _dump(held: Any) -> str:
    return yaml.dump(held, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9)


def _train(folder: Path) -> None:
    """Beside the place where the model goes, so that no half-written one is ever found there."""
    print("Training the bot of `rasa init`; this takes some minutes.", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=folder) as trained:
        data = ["--config", "config.yml", "--domain", "domain.yml", "--data", "nlu.yml", "rules.yml", "stories.yml"]
        output = ["--out", trained, "--fixed-model-name", "model", "--skip-validation"]
        command = [sys.executable, "-m", "rasa", "train", *data, *output]
        done = subprocess.run(command, cwd=folder, env=environment(folder), stdout=sys.stderr, check=False)
        model = Path(trained, "model.tar.gz")
        if done.returncode or not model.exists():
            raise RuntimeError(f"rasa train failed with status {done.returncode}; see above why")
        model.replace(folder / "model.tar.gz")
