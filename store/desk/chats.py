"""What a chat has chosen: whether it is shown tables or text."""

from __future__ import annotations

from store.connection import Connection
from store.desk.records import Tables


class Chats:
    """By the number of the chat."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tables(self, chat: int) -> Tables | None:
        """What was chosen; None where the chat was never shown a table, nor asked."""
        row = self._connection.first("SELECT tables FROM chats WHERE chat = ?", chat)
        return None if row is None else row[0]

    def choose_tables(self, chat: int, choice: Tables) -> None:
        """Note what a chat is shown from here on."""
        with self._connection.writing():
            self._connection.run("INSERT OR REPLACE INTO chats (chat, tables) VALUES (?, ?)", chat, choice)
