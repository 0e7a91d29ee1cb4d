"""What the bot makes of a message before it acts on it, without a server."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

from madoguchi.privacy import clean
from madoguchi.rasa.office import Office

FALLBACK = "nlu_fallback"


class Understanding:
    """A model's understanding of first messages, behind the same gate as in conversation."""

    def __init__(self, model: Path, content: Path) -> None:
        with redirect_stdout(sys.stderr):  # or Rasa's log would run into the predictions
            configure_structlog(logging.ERROR)
        self._agent = Agent.load(str(model))
        self._gate = Office(content).gate
        self._loop = asyncio.new_event_loop()

    def of(self, text: str) -> dict[str, Any]:
        """`intent` (nlu_fallback where the bot falls back), `confidence` and the `language` of the reply."""
        masked = self._gate.mask(clean(text).strip()).text
        parsed = self._loop.run_until_complete(self._agent.parse_message(masked))
        intent = parsed["intent"]
        return {
            "intent": intent.get("name") or FALLBACK,
            "confidence": round(float(intent.get("confidence") or 0.0), 4),
            "language": parsed.get("reply_language"),
        }
