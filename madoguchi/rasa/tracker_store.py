"""The tracker store of `endpoints.yml`: conversations on SQLite or PostgreSQL, behind the second wall."""

from __future__ import annotations

import asyncio
import functools
import itertools
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

from madoguchi import content as content_files
from madoguchi.privacy import SplitNumbers
from madoguchi.privacy.split_numbers import REMEMBERED
from madoguchi.rasa import metrics
from madoguchi.rasa.office import gate
from madoguchi.rasa.tracker import Tracker
from madoguchi.rasa.turns import COMPLETES, metadata_of
from madoguchi.store.amendments import Amendment
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import CONNECTIONS, Settings, StoreError, Unavailable, connect
from madoguchi.store.gathered import Gathered
from madoguchi.store.past import LATEST, Arrival, Past, Place
from madoguchi.store.wall import Breach, Wall

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
DEADLINE = 15.0
"""Seconds that anything may take, where a database is neither there nor gone."""
PLACE = "_place"
"""The attribute of a tracker that says up to where it is stored."""
AT_HAND = 300
"""Conversations that are kept in memory, those that were saved last: with four turns or more each, some 15 MB."""


class ConversationStore(TrackerStore):
    """In place of Rasa's own store, which ends the process on some inputs and reads all of a conversation each turn.

    Raises `madoguchi.store.database.StoreError` where it cannot do as asked, and never loses that in a fallback:
    what `save` has returned from is on the disk. Raises `madoguchi.store.wall.Breach` for what must not be kept.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        db: str = "",
        dialect: str = "",
        username: str = "",
        password: str = "",
        content: str = "content",
        event_broker: object = None,
    ) -> None:
        super().__init__(domain, None)
        settings = Settings(db, dialect, host or "", username, password)
        known = gate(content_files.load(Path(content)))
        self.wall = Wall(known)
        self._pieces = Amendment(SplitNumbers(known).mask_pieces, REMEMBERED)
        try:
            self.conversations = Conversations(connect(settings))
        except ValueError as error:
            raise InvalidConfigException(str(error)) from None
        self._threads = ThreadPoolExecutor(CONNECTIONS, "store")
        self._arrivals = Gathered(self.conversations.look, self._threads, DEADLINE)
        self._turns = Gathered(self.conversations.append_all, self._threads, DEADLINE)
        self._at_hand: OrderedDict[str, Tracker] = OrderedDict()
        self._begin()

    def _begin(self) -> None:
        """A database that is down now does not keep the bot from starting: it is not ready until that is up."""
        try:
            self.conversations.prepare()
        except StoreError as error:
            logger.error("the conversation store is not ready: %s", error)

    async def ping(self) -> None:
        """Raises StoreError while the database is out of reach."""
        await self._run(self.conversations.ping)

    def init_tracker(self, sender_id: str) -> Tracker:
        return Tracker(sender_id, self.domain.slots)

    async def open(self, conversation: str, message_id: str) -> tuple[Tracker | None, list[Event] | None]:
        """The tracker as `retrieve` has it, and what `turn` says of a message: when that comes, under its lock.

        A tracker that this process saved is at hand, if nobody has written to the conversation since; and again once it
        is saved, so that nothing of a turn that failed is in it.
        """
        mine = self._at_hand.pop(conversation, None)
        version = mine and getattr(mine, PLACE)[0].version
        with _failures_counted():
            look = await self._arrivals.ask(Arrival(conversation, message_id, version))
        turn = None if look.turn is None else _events(look.turn)
        if look.past is not None:
            return self._tracker(conversation, look.past), turn
        if mine is None or look.place is None:
            return None, turn
        setattr(mine, PLACE, (look.place, len(mine.events)))
        return mine, turn

    def forget(self, conversation: str) -> None:
        """What was said in it is to be read anew."""
        self._at_hand.pop(conversation, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker with the latest events of the latest session, and all slots as they are."""
        past = await self._run(self.conversations.past, sender_id)
        return past and self._tracker(sender_id, past)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        past = await self._run(self.conversations.past, conversation_id, None)
        return past and self._tracker(conversation_id, past)

    async def turn(self, conversation: str, message_id: str) -> list[Event] | None:
        """The events from some point before the message with this id on; None if there is no such message."""
        turn = await self._run(self.conversations.turn, conversation, message_id)
        return None if turn is None else _events(turn)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes what has happened since the tracker was read; raises Conflict if more has happened than that."""
        place, known = getattr(tracker, PLACE, (Place(), 0))
        fresh = list(itertools.islice(tracker.events, known, None))
        if not fresh:
            return
        turn = _turn(tracker, fresh, self._pieces)
        with _failures_counted():
            self.wall.refuse([*turn.events, turn.slots])
            place = await self._turns.ask((turn, place))
        self._keep_at_hand(tracker, turn)
        setattr(tracker, PLACE, (place, len(tracker.events)))

    def _keep_at_hand(self, tracker: DialogueStateTracker, turn: Turn) -> None:
        self.forget(turn.conversation)
        if isinstance(tracker, Tracker) and turn.amendment is None:
            tracker.shorten(LATEST)
            self._at_hand[turn.conversation] = tracker
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)

    async def keys(self) -> Iterable[str]:
        return await self._run(self.conversations.references)

    def _tracker(self, conversation: str, past: Past) -> DialogueStateTracker:
        names = {slot.name for slot in self.domain.slots}
        before = [SlotSet(name, value) for name, value in past.slots.items() if past.is_cut and name in names]
        events = [*before, *_events(past.events)]
        tracker = Tracker.from_events(conversation, events, self.domain.slots)
        setattr(tracker, PLACE, (past.place, len(events)))
        return tracker

    async def _run(self, work: Callable[..., Result], *given: Any) -> Result:
        """Off the event loop, so that a slow disk keeps nobody else waiting; no longer than DEADLINE."""
        done = asyncio.get_running_loop().run_in_executor(self._threads, functools.partial(work, *given))
        try:
            await asyncio.wait([done], timeout=DEADLINE)
        except asyncio.CancelledError:
            # Whoever hangs up must not free the conversation's lock while its turn is being written.
            await asyncio.wait([done], timeout=DEADLINE)
            raise
        with _failures_counted():
            if not done.done():
                raise Unavailable("the database does not answer")
            return done.result()


@contextmanager
def _failures_counted() -> Iterator[None]:
    try:
        yield
    except (StoreError, Breach) as error:
        metrics.store_failed(type(error).__name__.lower())
        raise


def _turn(tracker: DialogueStateTracker, fresh: list[Event], pieces: Amendment) -> Turn:
    said = [event for event in fresh if isinstance(event, UserUttered)]
    return Turn(
        tracker.sender_id,
        [event.as_dict() for event in fresh],
        tracker.current_slot_values(),
        [message.message_id for message in said if message.message_id],
        pieces if any(metadata_of(message).get(COMPLETES) for message in said) else None,
    )


def _events(kept: Iterable[dict[str, Any]]) -> list[Event]:
    return [event for one in kept if (event := _kind(one["event"])._from_parameters(one)) is not None]


@functools.cache
def _kind(name: str) -> Any:
    """Rasa looks through all classes of events for each event."""
    return Event.resolve_by_type(name)
