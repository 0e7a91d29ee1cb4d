"""Where conversations and locks are kept, by the environment; on one machine, in a file and in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from madoguchi.store.database import SQLITE, Settings

FILE = Path("var/madoguchi.db")
"""The conversations' file, from the project's folder, where the environment names no database."""
REDIS = "MADOGUCHI_REDIS"
KEEP = "MADOGUCHI_KEEP_DAYS"
DAYS = 90
"""For which a conversation is kept after its last event."""


class BadSetting(Exception):
    """A variable with a value that means nothing."""


def database(environment: Mapping[str, str], file: Path) -> Settings:
    """The database that the environment names, else the file."""
    return Settings(
        name=environment.get("MADOGUCHI_DB") or str(file),
        dialect=environment.get("MADOGUCHI_DB_DIALECT") or SQLITE,
        host=environment.get("MADOGUCHI_DB_HOST", ""),
        user=environment.get("MADOGUCHI_DB_USER", ""),
        password=environment.get("MADOGUCHI_DB_PASSWORD", ""),
    )


def variables(database: Settings, redis: str = "") -> dict[str, str]:
    """What endpoints.yml asks for."""
    return {
        "MADOGUCHI_DB": database.name,
        "MADOGUCHI_DB_DIALECT": database.dialect,
        "MADOGUCHI_DB_HOST": database.host,
        "MADOGUCHI_DB_USER": database.user,
        "MADOGUCHI_DB_PASSWORD": database.password,
        REDIS: redis,
    }


def days_kept(environment: Mapping[str, str]) -> int:
    """Raises BadSetting."""
    given = environment.get(KEEP) or str(DAYS)
    if not given.isdecimal() or not int(given):
        raise BadSetting(f"{KEEP}: not a number of days, 1 or more")
    return int(given)
