"""Rasa's own pipelines, trained and run as `rasa train nlu` and the server would."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.examples import Example

FEATURES: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
FALLBACK = {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1}


class Stock:
    """A classifier of Rasa's on the features and with the fallback of `rasa init`."""

    def __init__(self, classifier: dict[str, Any]) -> None:
        self._pipeline = [*FEATURES, classifier, FALLBACK]
        self._loop = asyncio.new_event_loop()

    def train(self, examples: Sequence[Example]) -> None:
        from rasa.core.agent import Agent
        from rasa.model_training import train_nlu
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.ERROR)  # or the log would show each question

        with tempfile.TemporaryDirectory() as folder:
            config, data = Path(folder, "config.yml"), Path(folder, "nlu.yml")
            config.write_text(yaml.safe_dump(_config(self._pipeline)))
            data.write_text(yaml.dump(nlu_data(examples), Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**9))
            model = train_nlu(str(config), str(data), folder, fixed_model_name="model")
            if model is None:
                raise RuntimeError("rasa train nlu made no model")
            self._agent = Agent.load(model)

    def predict(self, text: str) -> str:
        return str(self._loop.run_until_complete(self._agent.parse_message(text))["intent"]["name"])


def _config(pipeline: list[dict[str, Any]]) -> dict[str, Any]:
    return {"recipe": "default.v1", "assistant_id": "stock", "language": "en", "pipeline": pipeline}


def nlu_data(examples: Sequence[Example]) -> dict[str, Any]:
    """Our sentences in Rasa's format; a block of lines for each intent."""
    lines: dict[str, list[str]] = {}
    for one in examples:
        lines.setdefault(one.intent, []).append(f"- {one.text}\n")
    return {"version": "3.1", "nlu": [{"intent": name, "examples": "".join(held)} for name, held in lines.items()]}
