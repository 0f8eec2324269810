"""Whose reports a chat wants to hear of: bodies, and places with all their bodies."""

from __future__ import annotations

from datetime import datetime

from store.connection import Connection
from store.desk.records import Subscription
from store.values import as_stored, storable

_ALL = "SELECT chat, body, code, language, told_at FROM subscriptions"


class Subscriptions:
    """Each with the moment up to which the chat was told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, subscription: Subscription) -> bool:
        """Note that a chat wants to hear of a body or place; False where it does already."""
        with self._connection.writing():
            known = self._connection.first(
                "SELECT 1 FROM subscriptions WHERE chat = ? AND body = ? AND code = ?",
                *(subscription.chat, subscription.body, subscription.code),
            )
            if known is None:
                self._connection.run(
                    "INSERT INTO subscriptions (chat, body, code, language, told_at) VALUES (?, ?, ?, ?, ?)",
                    subscription.chat,
                    storable(subscription.body),
                    subscription.code,
                    subscription.language,
                    as_stored(subscription.told_at),
                )
        return known is None

    def remove(self, chat: int, body: str, code: str) -> None:
        """Note that a chat wants to hear of it no more."""
        with self._connection.writing():
            self._connection.run("DELETE FROM subscriptions WHERE chat = ? AND body = ? AND code = ?", chat, body, code)

    def of(self, chat: int) -> tuple[Subscription, ...]:
        """What a chat wants to hear of, by place and name."""
        rows = self._connection.all(f"{_ALL} WHERE chat = ? ORDER BY code, body", chat)
        return tuple(
            Subscription(number, body, code, language, datetime.fromisoformat(told_at))
            for number, body, code, language, told_at in rows
        )

    def due(self, moment: datetime) -> tuple[int, ...]:
        """The chats that were not told since this moment."""
        rows = self._connection.all(
            "SELECT DISTINCT chat FROM subscriptions WHERE told_at < ? ORDER BY chat", as_stored(moment)
        )
        return tuple(chat for (chat,) in rows)

    def told(self, chat: int, moment: datetime) -> None:
        """Note that a chat was told all there was up to a moment."""
        with self._connection.writing():
            self._connection.run("UPDATE subscriptions SET told_at = ? WHERE chat = ?", as_stored(moment), chat)
