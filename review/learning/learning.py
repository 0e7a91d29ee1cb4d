"""Training a model on what was accepted, and showing it beside the one that is live."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from madoguchi.serving.environment import environment
from madoguchi.serving.training import ensure_model, model_path
from review.conversations.models import Author, Judgement, Message, Verdict
from review.learning import sentences
from review.learning.comparing import Question, compared
from review.learning.models import Candidate, State, Trained
from review.learning.staging import staged

_MARKED = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\[\{.*?\}\])")
"""`[words]{"entity": ...}`, or `[words][{"entity": ...}, ...]` for several."""
PARTS = ("tests", "corrections")
Predict = Callable[[Path, Path, Sequence[Question]], list[str]]
"""Project, model and questions to the intents that the model takes them for."""


class NothingToLearn(Exception):
    """No candidate was accepted since the last time."""


class PredictionFailed(Exception):
    """A model could not be asked."""


@dataclass(frozen=True)
class Means:
    """How a model is trained and asked; the tests have others."""

    train: Callable[[Path], Path]
    predict: Predict


def learn(root: Path, means: Means) -> Trained:
    """Raises NothingToLearn, `madoguchi.serving.training.TrainingFailed`, PredictionFailed."""
    before = sentences.reviewed(root / "data")
    after = sentences.together(before, accepted())
    if after == before:
        raise NothingToLearn("Nothing was accepted since the last time.")
    old = means.train(root)
    with staged(root, after) as stage:
        new = root / "models" / means.train(stage).name
        scores = {part: _scores(root, means, old, new, asked) for part, asked in _questions(root).items()}
    return Trained.objects.create(
        name=_name(new), before=_name(old), sentences=after, sentences_before=before, scores=scores
    )


def _scores(root: Path, means: Means, old: Path, new: Path, asked: list[Question]) -> dict[str, object]:
    before, after = (means.predict(root, model, asked) if asked else [] for model in (old, new))
    return compared(asked, before, after)


def accepted() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for one in Candidate.objects.filter(state=State.ACCEPTED).order_by("at", "pk"):
        found.setdefault(one.language, {}).setdefault(one.intent, []).append(one.text)
    return found


def _questions(root: Path) -> dict[str, list[Question]]:
    return dict(zip(PARTS, (tests(root), judged()), strict=True))


def tests(root: Path) -> list[Question]:
    """What residents say in the stories that the bot is tested by, each message once."""
    return list(dict.fromkeys(question for story in stories(root) for question in story))


def stories(root: Path) -> list[list[Question]]:
    """The stories that the bot is tested by, each as what the resident says in it."""
    files = sorted((root / "tests/conversations").glob("*/test_*.yml"))
    every = [(file.parent.name, story) for file in files for story in YAML(typ="safe").load(file)["stories"]]
    return [list(_asked(language, story["steps"])) for language, story in every]


def _asked(language: str, steps: Iterable[dict[str, Any]]) -> Iterator[Question]:
    for step in steps:
        text = _plain(step.get("user", ""))
        if "intent" in step and text and not text.startswith("/"):
            yield Question(language, text, step["intent"])


def judged() -> list[Question]:
    """What staff said of messages: those that were right stay right, those that were wrong get right."""
    found = Judgement.objects.filter(message__author=Author.RESIDENT, message__is_unsent=False).select_related(
        "message"
    )
    right = [(one.message, one.understood if one.verdict == Verdict.RIGHT else one.intent) for one in found]
    return [_question(message, intent) for message, intent in right if intent]


def _question(message: Message, intent: str) -> Question:
    return Question(message.language, message.text, intent)


def _plain(marked: str) -> str:
    """The words alone, without Rasa's marks for entities around them."""
    return _MARKED.sub(r"\1", marked).strip()


def _name(model: Path) -> str:
    return model.name.removesuffix(".tar.gz")


def predict(root: Path, model: Path, asked: Sequence[Question]) -> list[str]:
    """Asks a model in a process of its own, since two do not fit into the memory of one. Raises PredictionFailed."""
    given = "\n".join(json.dumps({"lang": one.language, "text": one.text}) for one in asked)
    command = [sys.executable, "-m", "madoguchi", "predict", "-", "--model", str(model)]
    done = subprocess.run(
        command, cwd=root, env=environment(root), input=given, stdout=subprocess.PIPE, text=True, check=False
    )
    answers = [json.loads(line)["intent"] for line in done.stdout.splitlines()]
    if done.returncode or len(answers) != len(asked):
        raise PredictionFailed(f"the model {_name(model)} could not be asked (status {done.returncode})")
    return answers


REAL = Means(ensure_model, predict)


def live(root: Path) -> str:
    """The name of the model that belongs to the present data."""
    return _name(model_path(root))
