"""What the channel remembers of a conversation: the profile's language, the last list, the linked menu."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from madoguchi.line.database import CONVERSATIONS
from madoguchi.line.ledger import Transactions


@dataclass(frozen=True)
class Known:
    """`language` is the profile's BCP 47 tag; `asked` whether LINE was asked for it, with or without success."""

    language: str | None = None
    asked: bool = False
    payloads: tuple[str, ...] = ()
    menu: str | None = None


@dataclass(frozen=True)
class Conversations:
    database: Transactions

    def get(self, conversation: str) -> Known:
        with self.database.begin() as database:
            row = database.execute(sa.select(CONVERSATIONS).where(CONVERSATIONS.c.conversation == conversation)).first()
        return Known(row.language, row.asked, tuple(json.loads(row.payloads)), row.menu) if row else Known()

    def keep_language(self, conversation: str, language: str | None) -> None:
        self._set(conversation, language=language, asked=True)

    def keep_list(self, conversation: str, payloads: Sequence[str]) -> None:
        self._set(conversation, payloads=json.dumps(list(payloads)))

    def keep_menu(self, conversation: str, menu: str | None) -> None:
        self._set(conversation, menu=menu)

    def _set(self, conversation: str, **values: Any) -> None:
        with self.database.begin() as database:
            dialect = postgresql if database.dialect.name == "postgresql" else sqlite
            insert = dialect.insert(CONVERSATIONS).values(conversation=conversation, **values)
            database.execute(insert.on_conflict_do_update(index_elements=["conversation"], set_=values))
