"""Migration 17: how many reports are due to be read again is counted without looking at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def versions_tried(db: Database) -> None:
    """Whoever asks is told of it at once, however many there are."""
    db.execute("CREATE INDEX reports_by_version_tried ON reports (tried_version)")
