"""What each message of a program is about, so that a reply and a button find it after a restart too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from store.connection import Connection
from store.values import as_stored, now

_KEPT = timedelta(days=90)


class Messages:
    """By chat and number, with the account that each was for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_all(self, notes: Mapping[tuple[int, int], tuple[int, Mapping[str, Any]]]) -> None:
        """Note whom messages are for and what they are about, in place of what was noted before."""
        with self._connection.writing():
            self._connection.run_many(
                "INSERT OR REPLACE INTO messages (chat, message, account, about, told_at) VALUES (?, ?, ?, ?, ?)",
                [
                    (chat, message, account, json.dumps(about, ensure_ascii=False), now())
                    for (chat, message), (account, about) in notes.items()
                ],
            )

    def about(self, chat: int, message: int) -> Mapping[str, Any] | None:
        """What a message is about, None where it was not noted or is long ago."""
        row = self._connection.first("SELECT about FROM messages WHERE chat = ? AND message = ?", chat, message)
        return None if row is None else json.loads(row[0])

    def last(self, chat: int, account: int, having: str) -> tuple[int, Mapping[str, Any]] | None:
        """The last message for an account in a chat, of those about something of this name, and what it is about."""
        row = self._connection.first(
            "SELECT message, about FROM messages WHERE chat = ? AND account = ?"
            " AND json_extract(about, '$.' || ?) IS NOT NULL ORDER BY message DESC LIMIT 1",
            *(chat, account, having),
        )
        return None if row is None else (row[0], json.loads(row[1]))

    def forget_old(self) -> None:
        """Let go of what nobody will come back to."""
        with self._connection.writing():
            self._connection.run("DELETE FROM messages WHERE told_at < ?", as_stored(datetime.now(UTC) - _KEPT))
