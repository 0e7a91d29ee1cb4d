"""Locks for several processes, in Redis.

Under each name there is a queue of tokens, each with a lease. The first token whose lease has not run out holds the
name. Whoever leaves hands over to the next by a push to a list of its own, on which the next waits (BLPOP). If the
holder dies, the next wakes up when its lease has run out: it need not ask again and again. Every change is one Lua
script, so no other process sees half of it.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from redis.exceptions import RedisError

from madoguchi.locks.client import TIMEOUT, client
from madoguchi.locks.memory import MemoryLocks, Waited

PREFIX = "madoguchi:lock:"

_COMMON = """
local queue, leases = KEYS[1], KEYS[2]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function first()
  while true do
    local token = redis.call('LINDEX', queue, 0)
    if not token then return nil end
    local until_when = tonumber(redis.call('HGET', leases, token) or 0)
    if until_when > now then return token, until_when end
    redis.call('LPOP', queue)
    redis.call('HDEL', leases, token)
  end
end
"""

# ARGV: token, lease in ms. Returns 0 if the token holds the name, else the ms until it is worth to look again.
_JOIN = (
    _COMMON
    + """
local token, lease = ARGV[1], tonumber(ARGV[2])
if redis.call('HEXISTS', leases, token) == 0 then redis.call('RPUSH', queue, token) end
redis.call('HSET', leases, token, now + lease)
redis.call('PEXPIRE', queue, lease * 2)
redis.call('PEXPIRE', leases, lease * 2)
local holder, until_when = first()
if holder == token then return 0 end
return until_when - now + 1
"""
)

# ARGV: token, lease in ms. Renews a lease that still runs.
_RENEW = (
    _COMMON
    + """
local token, lease = ARGV[1], tonumber(ARGV[2])
if redis.call('HEXISTS', leases, token) == 0 then return 0 end
redis.call('HSET', leases, token, now + lease)
redis.call('PEXPIRE', queue, lease * 2)
redis.call('PEXPIRE', leases, lease * 2)
return 1
"""
)

# ARGV: token, lease in ms, prefix of the lists that are waited on.
_LEAVE = (
    _COMMON
    + """
local token, lease = ARGV[1], tonumber(ARGV[2])
redis.call('LREM', queue, 1, token)
redis.call('HDEL', leases, token)
local next = first()
if next then
  redis.call('RPUSH', ARGV[3] .. next, 1)
  redis.call('PEXPIRE', ARGV[3] .. next, lease)
end
"""
)


class LocksUnavailable(Exception):
    """Redis is out of reach."""


class RedisLocks:
    """As MemoryLocks, for all processes that use the same Redis."""

    def __init__(self, url: str, lease: float) -> None:
        self._lease = int(lease * 1000)
        # Waiting in BLPOP has its own end, a lease at the latest.
        patience = TIMEOUT + lease
        self._redis = client(url, patience)
        self._join, self._renew, self._leave = map(self._redis.register_script, (_JOIN, _RENEW, _LEAVE))
        # Of one process's messages only one at a time waits in Redis: fewer connections, and the same order.
        self._here = MemoryLocks()

    @asynccontextmanager
    async def held(self, name: str, patience: float) -> AsyncIterator[None]:
        """Within, nobody else holds the name, as long as this process lives and reaches Redis.

        Raises Waited when that takes longer than `patience` seconds, LocksUnavailable where Redis fails.
        """
        deadline = time.monotonic() + patience
        async with self._here.held(name, patience):
            token = secrets.token_hex(8)
            try:
                await self._wait(name, token, deadline)
                renewing = asyncio.create_task(self._keep(name, token))
                try:
                    yield
                finally:
                    renewing.cancel()
            finally:
                await asyncio.shield(self._give_up(name, token))

    async def ping(self) -> None:
        """Raises LocksUnavailable while Redis is out of reach."""
        try:
            await asyncio.wait_for(self._redis.ping(), TIMEOUT)
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            raise LocksUnavailable(f"Redis failed: {type(error).__name__}") from None

    async def close(self) -> None:
        await self._redis.aclose()

    async def _wait(self, name: str, token: str, deadline: float) -> None:
        try:
            while wait := await self._join(keys=_keys(name), args=[token, self._lease]):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise Waited("another message of the conversation takes too long")
                # The own lease must be renewed in time as well.
                await self._redis.blpop([_wake(name) + token], min(wait / 1000, left, self._lease / 2000))
        except (RedisError, OSError) as error:
            raise LocksUnavailable(f"Redis failed: {type(error).__name__}") from None

    async def _keep(self, name: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._lease / 3000)
            # A Redis that comes back without its memory lets the next one in: the store notices two at once.
            with suppress(RedisError, OSError):
                await self._renew(keys=_keys(name), args=[token, self._lease])

    async def _give_up(self, name: str, token: str) -> None:
        # A lease that can't be given back runs out.
        with suppress(RedisError, OSError):
            await self._leave(keys=_keys(name), args=[token, self._lease, _wake(name)])


def _keys(name: str) -> list[str]:
    return [f"{PREFIX}{{{name}}}:queue", f"{PREFIX}{{{name}}}:leases"]


def _wake(name: str) -> str:
    return f"{PREFIX}{{{name}}}:wake:"
