"""From an event of the inbox to the messages that answer it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any

from rasa.core.agent import Agent

from madoguchi.language.tags import match
from madoguchi.line import events
from madoguchi.line.api import Api, Unavailable
from madoguchi.line.choices import chosen
from madoguchi.line.conversations import Conversations, Known
from madoguchi.line.delivery import Later
from madoguchi.line.events import Event
from madoguchi.line.inbox import UNSENT, Inbox, Waiting
from madoguchi.line.ledger import Ledger
from madoguchi.line.menus import Menus
from madoguchi.line.messages import Spoken, answer, spoken
from madoguchi.line.pace import Pace
from madoguchi.rasa.conversation import Message, Said, take_turn
from madoguchi.rasa.office import Office
from madoguchi.rasa.turns import REPLY, locale, metadata
from madoguchi.replies import Turn
from madoguchi.store.amendments import unsend

CHANNEL = "line"
NOTED = "noted"
WORKED_ON = 1.0
"""Seconds until a message that was taken back while the bot answered it is looked for again."""


class Answering:
    """Answers events. What waits for the database is the ledger's work."""

    def __init__(self, agent: Agent, office: Office, ledger: Ledger, pace: Pace, api: Api, menus: Menus) -> None:
        self.agent = agent
        self.office = office
        self.ledger = ledger
        self.pace = pace
        self.call = ledger.call
        self.conversations = Conversations(ledger)
        self.inbox = Inbox(ledger)
        self.api = api
        self.menus = menus
        self._asides: set[asyncio.Task[None]] = set()

    async def prepare(self, waiting: Waiting, event: Event) -> list[dict[str, Any]] | str:
        """The messages, or the outcome of an event that gets none. Raises Later."""
        if event.kind == events.UNSEND:
            return await self._unsend(waiting.conversation, event)
        if event.kind == events.UNFOLLOW:
            await self.call(self.conversations.keep_menu, waiting.conversation, None)
            return NOTED
        known = await self._known(waiting.conversation, event)
        made = answer(await self._spoken(waiting.conversation, event, known), self.office.content)
        await self.call(self.conversations.keep_list, waiting.conversation, made.payloads)
        if event.is_private:
            self._aside(self._link_menu(waiting.conversation, event.user, made.locale, known))
        return made.messages

    async def close(self) -> None:
        await asyncio.gather(*self._asides, return_exceptions=True)

    async def _spoken(self, conversation: str, event: Event, known: Known) -> list[Spoken]:
        page = self._page(known)
        button = event.text if event.kind == events.POSTBACK else chosen(event.text, known.payloads)
        if event.kind in {events.TEXT, events.POSTBACK}:
            return [_spoken(message) for message in await self._turn(conversation, event, button, page)]
        tracker = await self.agent.tracker_store.retrieve(conversation)
        return [self._kind_word(event, locale(tracker, page, self.office.content))]

    async def _turn(
        self, conversation: str, event: Event, button: str | None, page: dict[str, Any]
    ) -> Sequence[Message]:
        """One turn of the bot; the text was cleaned and masked before it came into the inbox."""
        pressed = self.office.buttons.get(button or "")
        text = "" if pressed else event.text
        said = Said(event.message or event.id, text, pressed, page, tuple(event.masked), event.removed)
        async with self.pace.turn():
            return await take_turn(self.agent, self.office, conversation, said, CHANNEL)

    def _kind_word(self, event: Event, where: str) -> Spoken:
        """What is said to a new friend, or to a message that is no text, and the topics."""
        words = self.office.content.interfaces[where].line
        greeting = self.office.composer.compose("utter_greet", Turn("", where, dt.datetime.now(dt.timezone.utc)))
        buttons = [{"title": one.title, "payload": one.payload} for one in greeting.quick_replies]
        if event.kind == events.FOLLOW:
            text = words.welcome_back if event.unblocked else greeting.text
        else:
            text = str(getattr(words, event.kind))
        return spoken(text, where, buttons, metadata(greeting, where, self.office.content))

    async def _known(self, conversation: str, event: Event) -> Known:
        """What is remembered; LINE is asked once for the profile's language."""
        known: Known = await self.call(self.conversations.get, conversation)
        if known.asked or not event.is_private:
            return known
        try:
            language = await self.api.language(event.user)
        except Unavailable:
            return known
        await self.call(self.conversations.keep_language, conversation, language)
        return Known(language, True, known.payloads, known.menu)

    def _page(self, known: Known) -> dict[str, Any]:
        """The profile's language counts as that of the website's page does: least of all."""
        choice = match(known.language, self.office.content.languages) if known.language else None
        said = {"page_language": choice and choice.language, "script": choice and choice.script}
        return {key: value for key, value in said.items() if value}

    async def _unsend(self, conversation: str, event: Event) -> str:
        if not await self.call(self._withdraw, conversation, event.message):
            raise Later(WORKED_ON, tried=False)
        async with self.agent.lock_store.lock(conversation):
            await self.ledger.alone(unsend, self.ledger.engine, conversation, event.message)
            self.agent.tracker_store.forget(conversation)
        return UNSENT

    def _withdraw(self, conversation: str, message: str) -> bool:
        return self.inbox.withdraw(conversation, message, dt.datetime.now().timestamp())

    async def _link_menu(self, conversation: str, user: str, where: str, known: Known) -> None:
        menu = await self.menus.of(where)
        if menu and menu != known.menu and await self.menus.link(user, menu):
            await self.call(self.conversations.keep_menu, conversation, menu)

    def _aside(self, work: Any) -> None:
        """Done beside the answer, which does not wait for it."""
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)


def _spoken(message: Message) -> Spoken:
    beside = message.get(REPLY) or {}
    return spoken(message["text"], beside["locale"], message.get("buttons") or (), beside)
