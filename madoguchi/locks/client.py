"""Redis for one purpose of one process."""

from __future__ import annotations

from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Lost

TIMEOUT = 3.0
"""Seconds that Redis may take."""
CONNECTIONS = 100
"""At most; who comes when all are in use waits for one. redis-py's own pool refuses it instead."""


def client(url: str, patience: float = TIMEOUT) -> Any:
    """`patience` is how many seconds an answer may take, and one of the connections when all are in use.

    A connection from before a restart of Redis is found out when it is used, and made anew: what is sent must be such
    that it may reach Redis twice.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=patience,
        socket_timeout=patience,
        socket_connect_timeout=TIMEOUT,
        retry=Retry(NoBackoff(), 1, supported_errors=(Lost,)),
    )
    return Redis.from_pool(pool)
