"""One turn of a conversation, once only, whichever channel it comes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from madoguchi import tracing
from madoguchi.privacy import clean, scrub
from madoguchi.rasa import metrics
from madoguchi.rasa.office import Office
from madoguchi.rasa.processor import TurnMessage, processor
from madoguchi.rasa.turns import COMPLETES, CONTEXT, MASKED, REPLY, TAIL, context, locale, metadata, tail
from madoguchi.replies import Reply
from madoguchi.replies.turn import Button
from madoguchi.store.wall import Breach

Message = dict[str, Any]
LONGEST_PIECE = 8
"""Digits as which a longer piece counts: any more could be read as another kind of number."""


class Replies(CollectingOutputChannel):
    """Holds the bot's messages back until the conversation is saved."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def name(self) -> str:
        return self._name

    async def send_response(self, recipient_id: str, message: Message) -> None:
        self.messages.append(message)


@dataclass(frozen=True)
class Said:
    """What a resident sent, a text or a button; and what the channel knows. The gate comes after it.

    Where a channel has masked the text before: what it found, and how many digits of pieces of numbers it removed.
    """

    id: str
    text: str
    button: Button | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    masked: tuple[str, ...] = ()
    removed: int = 0


async def take_turn(agent: Agent, office: Office, conversation: str, said: Said, channel: str) -> list[Message]:
    """The bot's messages in answer to what was said; a message id that is known gets the same ones again.

    Where Rasa has nothing to say (its action server is down, say), the apology with the telephone numbers.

    The conversation is locked from the look for the id until the turn is saved, so that two deliveries of one
    message make one turn. What is masked depends on what was said before, so that happens under the lock as well.
    """
    with metrics.turn(channel), tracing.span("turn", channel=channel):
        async with agent.lock_store.lock(conversation):
            return await _turn(agent, office, conversation, said, channel)


async def _turn(agent: Agent, office: Office, conversation: str, said: Said, channel: str) -> list[Message]:
    tracker, turn = await agent.tracker_store.open(conversation, said.id)
    if turn is not None and (known := replies_to(turn, said.id)) is not None:
        return known or [await apologise(agent, office, conversation, said)]
    said = behind_gate(said, tracker, office)
    replies = Replies(channel)
    parse = said.button and office.parse(said.button, locale(tracker, said.metadata, office.content))
    message = TurnMessage(
        tracker or agent.tracker_store.init_tracker(conversation),
        text=parse["text"] if parse else said.text,
        output_channel=replies,
        sender_id=conversation,
        parse_data=parse,
        input_channel=channel,
        message_id=said.id,
        metadata=said.metadata | {CONTEXT: context(tracker)},
    )
    try:
        await processor(agent).handle_message(message)
    except Breach:
        # The wall has raised the alarm, and kept nothing of this turn; the resident still gets the numbers.
        return [apology(tracker, said.metadata, office)]
    if not replies.messages:
        metrics.action_failed()
    return replies.messages or [await apologise(agent, office, conversation, said)]


def behind_gate(said: Said, tracker: DialogueStateTracker | None, office: Office) -> Said:
    """The message as Rasa may have it: clean and masked, with all that came beside it."""
    masked = office.numbers.mask(clean(said.text).strip(), tail(tracker), min(said.removed, LONGEST_PIECE))
    found = Counter(masked.found) + Counter(said.masked)
    metrics.masked(found)
    kept = scrub(office.gate, said.metadata) | {TAIL: list(masked.tail)}
    if found:
        kept[MASKED] = sorted(found)
    if masked.completes:
        kept[COMPLETES] = True
    return replace(said, text=masked.text, metadata=kept)


def replies_to(events: Iterable[Event], message_id: str) -> list[Message] | None:
    """The bot's messages between the message with this id and the next; None if there is no such message."""
    found: list[Message] | None = None
    for event in events:
        if isinstance(event, UserUttered):
            if found is not None:
                return found
            found = [] if event.message_id == message_id else None
        elif isinstance(event, BotUttered) and found is not None:
            found.append(event.message())
    return found


async def apologise(agent: Agent, office: Office, conversation: str, said: Said) -> Message:
    """The apology, kept as the answer to what was said last, so that the same id gets it in the same words."""
    tracker = await agent.tracker_store.retrieve(conversation)
    message = apology(tracker, said.metadata, office)
    if tracker and tracker.latest_message and tracker.latest_message.message_id == said.id:
        tracker.update(BotUttered(message["text"], metadata={REPLY: message[REPLY]}), agent.domain)
        await agent.tracker_store.save(tracker)
    return message


def apology(tracker: DialogueStateTracker | None, said: dict[str, Any], office: Office) -> Message:
    """A message that needs nothing but the content."""
    where = locale(tracker, said, office.content)
    reply = Reply(office.composer.apology(where))
    return {"text": reply.text, REPLY: metadata(reply, where, office.content)}
