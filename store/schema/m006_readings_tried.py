"""Migration 6: by which parser a report was last tried, whether or not its reading took the older one's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def readings_tried(db: Database) -> None:
    """What was read by an older parser can be told without a look at every report."""
    db.execute("ALTER TABLE reports ADD COLUMN tried_version INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE reports SET tried_version = parser_version")
    db.execute("CREATE INDEX reports_by_tried_version ON reports (tried_version)")
