"""The lock store of `endpoints.yml`: a conversation's messages one after the other, in the order they came.

Rasa's own stores ask once a second whether it is their turn, and a ticket that expires can hang a conversation.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock_store import LockError, LockStore
from rasa.shared.exceptions import InvalidConfigException
from rasa.utils.endpoints import EndpointConfig

from madoguchi.locks import LocksUnavailable, MemoryLocks, RedisLocks, Waited

LEASE = 10.0
"""Seconds after which a process that has died, or lost its way to Redis, loses its locks."""
PATIENCE = 60.0
"""Seconds that a message waits for those before it."""


class ConversationLocks(LockStore):
    """In Redis where `url` names one, for any number of processes; else in memory, for one."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        url = (endpoint_config and endpoint_config.url) or ""
        if not url and int(os.environ.get("SANIC_WORKERS") or 1) > 1:
            raise InvalidConfigException(
                "endpoints.yml: lock_store.url: several workers need a Redis; set MADOGUCHI_REDIS"
            )
        self.locks: MemoryLocks | RedisLocks = RedisLocks(url, LEASE) if url else MemoryLocks()
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = PATIENCE, wait_time_in_seconds: float = 0
    ) -> AsyncGenerator[None, None]:
        """Within, nobody else handles a message of this conversation. Raises LockError where that can't be had."""
        try:
            async with self.locks.held(conversation_id, PATIENCE):
                yield
        except (Waited, LocksUnavailable) as error:
            raise LockError(str(error)) from None

    async def ping(self) -> None:
        """Raises LocksUnavailable while Redis is out of reach."""
        await self.locks.ping()
