"""A number in pieces over several messages: LINE masks at its entrance, and leaves no more than the website does."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi.line.events import Event
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.rasa.conversation import Said, behind_gate
from madoguchi.rasa.office import Office
from tests.line import webhooks

ROOT = Path(__file__).parents[2]
CONVERSATIONS = [
    # pieces of a size that the entrance removes by themselves
    ["1234", "5678", "9018"],
    ["123456", "789018"],
    # a piece that it removes, then one that only adds up with it
    ["番号は1234です", "次は567です"],
    ["my number starts with 12345", "then 678"],
    ["开头是1234", "然后567"],
    ["앞자리는 1234예요", "다음은 567"],
    ["primero 1234", "luego 567"],
    ["começa com 1234", "depois 567"],
    # something else in between
    ["1234", "ちょっと待って", "次は567です"],
    # pieces that it leaves to the turn
    ["最初は579です", "次は135です", "791です"],
    # no pieces
    ["1人です", "2025年からですか", "はい"],
    ["hello", "is it free?"],
]


@pytest.fixture(scope="module")
def office() -> Office:
    return Office(ROOT / "content")


def talk(office: Office, messages: list[str], by_line: bool) -> list[str]:
    """What the bot gets to read of each."""
    tracker = DialogueStateTracker("c", [])
    for message in messages:
        said = behind_gate(_on_line(office, message) if by_line else Said("m", message), tracker, office)
        tracker.update(UserUttered(said.text, metadata=said.metadata))
    return [event.text or "" for event in tracker.events if isinstance(event, UserUttered)]


def _on_line(office: Office, message: str) -> Said:
    identity = Identity("k" * 32)
    delivered = Entrance(office.numbers, identity, ()).admit(webhooks.text(webhooks.user_id(1), "t", message))
    assert delivered is not None
    event = Event(**identity.open(delivered.content or b""))
    return Said("m", event.text, None, {}, tuple(event.masked), event.removed)


@pytest.mark.parametrize("messages", CONVERSATIONS, ids=" | ".join)
def test_line_keeps_what_the_website_keeps(office: Office, messages: list[str]) -> None:
    assert talk(office, messages, by_line=True) == talk(office, messages, by_line=False)


def test_the_last_piece_is_masked(office: Office) -> None:
    assert talk(office, ["番号は1234です", "次は567です"], by_line=True)[1] == "次は⟦stray_digits⟧です"
