"""A small project with a model that knows its sentences by heart, and a message that was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.test import Client

from madoguchi.serving.training import model_path
from review.conversations.models import Message
from review.learning import candidates as candidates_module
from review.learning import sentences
from review.learning.comparing import Question
from review.learning.learning import Means
from review.learning.models import Candidate
from tests.review.bot import Bot

STORY = """
version: "3.1"
stories:
- story: hours
  steps:
  - user: |
      [電話は何時まで]{"entity": "language", "value": "ja"}
    intent: hotline_hours
  - action: utter_hotline_hours
"""
DATA = 'version: "3.1"\nnlu:\n- intent: hotline_hours\n  examples: |\n    - 電話は何時まで\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    (root / "data/nlu/ja").mkdir(parents=True)
    (root / "data/nlu/ja/contact.yml").write_text(DATA, encoding="utf8")
    (root / "tests/conversations/ja").mkdir(parents=True)
    (root / "tests/conversations/ja/test_hours.yml").write_text(STORY, encoding="utf8")
    (root / "config.yml").touch()
    monkeypatch.setattr(candidates_module, "DATA", root / "data")
    monkeypatch.setattr("review.learning.pages.ROOT", root)
    return root


def by_heart(root: Path, model: Path, asked: Sequence[Question]) -> list[str]:
    """A model that knows the sentences it was trained on, and takes everything else for a greeting."""
    known = dict(line.split("\t") for line in model.read_text(encoding="utf8").splitlines())
    return [known.get(one.text, "greet") for one in asked]


def train(root: Path) -> Path:
    model = model_path(root)
    known = [f"{one.text}\t{one.intent}" for one in sentences.examples(root / "data", "ja")]
    model.parent.mkdir(exist_ok=True)
    model.write_text("\n".join(known), encoding="utf8")
    return model


MEANS = Means(train, by_heart)


@pytest.fixture
def message(bot: Bot) -> Message:
    bot.ask("c1", "いつまで話せる?", "greet", known_as="m1")
    bot.read_on()
    return Message.objects.get(known_as="m1")


def correct(client: Client, message: Message, intent: str = "hotline_hours") -> None:
    client.post(f"/messages/{message.pk}/judge/", {"intent": intent})


@pytest.fixture
def accepted(project: Path, editor: Client, message: Message) -> Candidate:
    correct(editor, message)
    candidate = Candidate.objects.get()
    editor.post(f"/learning/{candidate.pk}/", {"decision": "accept"})
    candidate.refresh_from_db()
    return candidate
