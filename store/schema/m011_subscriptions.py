"""Migration 11: whose reports a chat wants to hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    # A body by its name and the code of its place ('' where it has none), or a whole place: then `body` is ''.
    """
    CREATE TABLE subscriptions (
        chat INTEGER NOT NULL,
        body TEXT NOT NULL,
        code TEXT NOT NULL,
        language TEXT NOT NULL,
        told_at TEXT NOT NULL,
        PRIMARY KEY (chat, body, code)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX documents_by_receipt ON documents (received_at)",
)


def subscriptions(db: Database) -> None:
    """Whose reports a chat wants to hear of, and up to when it was told."""
    for statement in _STATEMENTS:
        db.execute(statement)
