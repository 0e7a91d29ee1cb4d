"""What every channel needs: the content, the composer of replies, the privacy gate and the buttons."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from madoguchi import content as content_files
from madoguchi.content import Content
from madoguchi.hotline import HoursDesk
from madoguchi.privacy import Gate, SplitNumbers
from madoguchi.replies import Composer, Turn
from madoguchi.replies.buttons import buttons, title
from madoguchi.replies.turn import Button

EXTRACTOR = "button"
"""Named as the extractor of entities that came with a button, where a message has an NLU component's name."""


class Office:
    """Loaded once, from `content/`; raises ContentError where that is faulty."""

    def __init__(self, root: Path) -> None:
        self.content: Content = content_files.load(root)
        self.composer = Composer(self.content, HoursDesk(self.content.facts.model_dump(by_alias=True), root))
        self.gate = gate(self.content)
        self.numbers = SplitNumbers(self.gate)
        self.buttons = buttons(self.content)

    def warm_up(self) -> None:
        """Makes what is otherwise made at its first use, and would keep everybody waiting for a second then: the
        patterns of topics, the calendar of holidays."""
        for locale in self.content.locales:
            self.composer.compose("utter_out_of_scope", Turn("", locale, dt.datetime.now(dt.timezone.utc)))

    def parse(self, button: Button, locale: str) -> dict[str, Any]:
        """What Rasa's NLU would say of a message, for a button: it needs no understanding."""
        text = title(button, self.content, locale)
        intent = {"name": button.intent, "confidence": 1.0}
        entities = [
            {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": EXTRACTOR}
            for name, value in button.entities.items()
        ]
        return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": entities}


def gate(content: Content) -> Gate:
    """The privacy gate that lets through what the page itself says."""
    return Gate([*content.facts.phones.model_dump().values(), content.facts.page.id])
