"""Locks that keep what happens under one name in order: within a process, and across processes."""

from madoguchi.locks.memory import MemoryLocks, Waited
from madoguchi.locks.redis import LocksUnavailable, RedisLocks

__all__ = ["LocksUnavailable", "MemoryLocks", "RedisLocks", "Waited"]
