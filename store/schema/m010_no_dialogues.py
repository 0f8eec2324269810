"""Migration 10: what people are asked for is kept with the message that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def no_dialogues(db: Database) -> None:
    """What people are asked for is kept with the message that asks."""
    db.execute("DROP TABLE dialogues")
