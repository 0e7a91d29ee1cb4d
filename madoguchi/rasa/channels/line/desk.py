"""The parts of the channel, put together for one running bot."""

from __future__ import annotations

import logging
import time
from typing import Any

from rasa.core.agent import Agent

from madoguchi.line.api import Api
from madoguchi.line.database import engine
from madoguchi.line.delivery import Delivery
from madoguchi.line.gate import Entrance
from madoguchi.line.identity import Identity
from madoguchi.line.inbox import Inbox
from madoguchi.line.intake import Intake
from madoguchi.line.ledger import Ledger
from madoguchi.line.menus import Menus
from madoguchi.line.pace import Pace
from madoguchi.line.settings import Settings
from madoguchi.line.worker import Worker
from madoguchi.rasa.channels.line.answering import Answering
from madoguchi.rasa.nlg import ContentGenerator
from madoguchi.rasa.office import Office

logger = logging.getLogger(__name__)


class Desk:
    """One process's share of the work: it takes events in, and works them off beside the other processes.

    Raises TypeError where the bot's parts are not ours, SQLAlchemyError where the database is out of reach.
    """

    def __init__(self, settings: Settings, agent: Agent) -> None:
        identity = Identity(settings.key)
        office = _office(agent)
        self.api = Api(settings.token, settings.api)
        self.ledger = Ledger(engine(_address(agent)))
        self.pace = Pace()
        self.entrance = Entrance(office.numbers, identity, office.buttons)
        self.inbox = Inbox(self.ledger)
        self.intake = Intake(self.inbox, self.ledger.call, time.time)
        self.answering = Answering(agent, office, self.ledger, self.pace, self.api, Menus(self.api, time.time))
        self.worker = Worker(
            self.inbox,
            self.ledger.call,
            identity,
            Delivery(self.api, time.time),
            self.answering.prepare,
            self.api.show_loading,
            time.time,
        )

    async def take(self, events: list[Any]) -> None:
        """Returns once they are in the inbox."""
        admitted = [self.entrance.admit(event) for event in events]
        if None in admitted:
            logger.warning("LINE events without an id were dropped: %d", admitted.count(None))
        kept = [one for one in admitted if one]
        if kept:
            with self.pace.webhook():
                await self.intake.take(kept)
            self.worker.wake()

    async def close(self) -> None:
        await self.worker.stop()
        await self.answering.close()
        await self.api.close()
        await self.ledger.close()


def _office(agent: Agent) -> Office:
    if not isinstance(agent.nlg, ContentGenerator):
        raise TypeError("endpoints.yml: nlg.type must be madoguchi.rasa.nlg.ContentGenerator")
    return agent.nlg.office


def _address(agent: Agent) -> Any:
    """Of the conversations' own database, so that one backup holds both."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    keeper = getattr(store, "conversations", store)
    if not hasattr(keeper, "engine"):
        raise TypeError("endpoints.yml: LINE needs a tracker_store in an SQL database")
    return keeper.engine.url
