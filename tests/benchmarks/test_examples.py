"""What the benchmarks learn from and ask."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.examples import Example, questions, split, training_examples

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hola
    - ¡buenas! - ¿hay alguien?
- intent: thank
  examples: |
    - gracias
"""


def test_the_training_data_are_read_with_the_language_of_their_folder(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es/conversation.yml").write_text(NLU, "utf8")
    assert training_examples(tmp_path) == [
        Example("es", "hola", "greet"),
        Example("es", "¡buenas! - ¿hay alguien?", "greet"),
        Example("es", "gracias", "thank"),
    ]


def test_questions_are_read_with_what_else_is_right(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    asked = [
        {"lang": "ko", "text": "a", "intent": "greet", "accept": ["thank"]},
        {"lang": "ko", "text": "b", "intent": "deny"},
    ]
    (tmp_path / "ko/questions.jsonl").write_text("\n".join(map(json.dumps, asked)) + "\n", "utf8")
    assert questions(tmp_path) == [Example("ko", "a", "greet", frozenset({"thank"})), Example("ko", "b", "deny")]


def test_a_share_is_taken_of_every_intent_in_every_language() -> None:
    examples = [
        Example(language, f"{intent} {number}", intent)
        for language, intent, size in (("ja", "greet", 20), ("ko", "greet", 10), ("ko", "deny", 1))
        for number in range(size)
    ]
    taken, rest = split(examples, 0.2)
    assert Counter((one.language, one.intent) for one in taken) == {
        ("ja", "greet"): 4,
        ("ko", "greet"): 2,
        ("ko", "deny"): 1,
    }
    assert Counter([*taken, *rest]) == Counter(examples)
    assert split(examples, 0.2) == (taken, rest)
