"""Where things are: the project, what is kept beside it, the review app's own database and that of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from madoguchi.serving.stores import FILE, database
from madoguchi.store.database import Settings

ROOT = Path(__file__).parents[2]
VAR = ROOT / "var"
VARIABLE = "MADOGUCHI_REVIEW_DATABASE"
"""A file of SQLite, or `postgresql://user:password@host:port/name`; without it, var/review.db."""
PATIENCE = 20
"""Seconds that one waits for another who writes to SQLite."""


class BadDatabase(ValueError):
    """MADOGUCHI_REVIEW_DATABASE names no database."""


def django_database(environment: Mapping[str, str]) -> dict[str, Any]:
    """The review app's own database, as Django wants it. Raises BadDatabase."""
    given = environment.get(VARIABLE) or str(VAR / "review.db")
    return _postgresql(given) if "://" in given else _sqlite(given)


def _sqlite(file: str) -> dict[str, Any]:
    # What waits for a lock at the start of a transaction waits its turn; in the middle of one it would fail at once.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
    options = {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadDatabase(f"{VARIABLE}: neither a file nor postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def bot_database(environment: Mapping[str, str]) -> Settings:
    """The database that the bot keeps its conversations in."""
    return database(environment, ROOT / FILE)
