"""Migration 9: figures that a person read from the words of the report where the reader could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    # The words that hold the number, and where they stood; NULL where a person gave the number.
    "ALTER TABLE corrections ADD COLUMN quote TEXT",
    "ALTER TABLE corrections ADD COLUMN starts_at INTEGER",
    "ALTER TABLE corrections ADD COLUMN ends_at INTEGER",
    # A correction that was taken back holds no more; the row stays.
    "ALTER TABLE corrections ADD COLUMN taken_back_at TEXT",
    "ALTER TABLE corrections ADD COLUMN taken_back_by TEXT",
    "CREATE INDEX issues_unread ON issues (report_id) WHERE code = 'unread_figure'",
)


def settled_figures(db: Database) -> None:
    """A correction can be a number of the report's own words, and be taken back."""
    for statement in _STATEMENTS:
        db.execute(statement)
