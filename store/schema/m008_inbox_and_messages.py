"""Migration 8: updates taken in and not handled yet, and what each message of the bot is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def inbox_and_messages(db: Database) -> None:
    """Updates taken in and not handled yet, and what each message of the bot is about."""
    # `body` is NULL once it was handled: the number stays, so that the same update is not taken twice.
    db.execute(
        """
        CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            body TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            received_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE messages (
            chat INTEGER NOT NULL,
            message INTEGER NOT NULL,
            account INTEGER NOT NULL,
            about TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (chat, message)
        ) WITHOUT ROWID
        """
    )
