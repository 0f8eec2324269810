"""Migration 4: what people were asked for and have not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def dialogues(db: Database) -> None:
    """What people were asked for and have not answered yet."""
    db.execute(
        """
        CREATE TABLE dialogues (
            chat INTEGER NOT NULL,
            account INTEGER NOT NULL,
            state TEXT NOT NULL,
            data TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (chat, account)
        ) WITHOUT ROWID
        """
    )
