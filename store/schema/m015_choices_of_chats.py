"""Migration 15: what a chat has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def choices_of_chats(db: Database) -> None:
    """Whether a chat is shown tables or text; a chat that was never shown a table has no line."""
    db.execute("CREATE TABLE chats (chat INTEGER PRIMARY KEY, tables TEXT NOT NULL)")
